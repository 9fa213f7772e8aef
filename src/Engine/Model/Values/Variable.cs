namespace Elsa.Workflows.Memory;

/// <summary>
/// A named value of a workflow or a container. It lasts as its storage driver says: with the instance
/// (<see cref="WorkflowInstanceStorageDriver"/>), or only until the instance is suspended (<see cref="MemoryStorageDriver"/>, or none).
/// </summary>
public class Variable : MemoryBlockReference
{
    public Variable()
    {
    }

    public Variable(string name)
    {
        Name = name;
        Id = DefaultId(name);
    }

    public Variable(string name, object? value = null) : this(name) => Value = value;

    public Variable(string name, object? value = null, string? id = null) : this(name, value)
    {
        if (id != null) Id = id;
    }

    public string Name { get; set; } = null!;

    /// <summary>The value it starts with.</summary>
    public object? Value { get; set; }

    public Type? StorageDriverType { get; set; }

    public override MemoryBlock Declare() => new(Value, new VariableBlockMetadata(this, StorageDriverType, false));

    private static string DefaultId(string name) => name.Length == 0 ? null! : char.ToLowerInvariant(name[0]) + name[1..] + "Variable";
}

/// <inheritdoc />
public class Variable<T> : Variable
{
    public Variable()
    {
    }

    public Variable(T value) => Value = value;

    public Variable(string name, T value) : base(name, value)
    {
    }

    public Variable(string name, T value, string? id = null) : base(name, value, id)
    {
    }

    public T? Get(ActivityExecutionContext context) => Get(context.ExpressionExecutionContext);

    public new T? Get(ExpressionExecutionContext context) => context.TryGet(this, out var value) ? value.ConvertTo<T>() : default;

    public Variable<T> WithStorageDriver<TDriver>() where TDriver : IStorageDriver
    {
        StorageDriverType = typeof(TDriver);
        return this;
    }

    public Variable<T> WithId(string id)
    {
        Id = id;
        return this;
    }

    public Variable<T> WithName(string name)
    {
        Name = name;
        return this;
    }

    public Variable<T> WithValue(T value)
    {
        Value = value;
        return this;
    }
}
