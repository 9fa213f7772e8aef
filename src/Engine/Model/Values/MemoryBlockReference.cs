namespace Elsa.Expressions.Models;

/// <summary>Names a <see cref="MemoryBlock"/> by id; looking it up walks from the current scope outwards.</summary>
public class MemoryBlockReference
{
    public MemoryBlockReference()
    {
    }

    public MemoryBlockReference(string id) => Id = id;

    public string Id { get; set; } = null!;

    public virtual MemoryBlock Declare() => new();

    public bool IsDefined(MemoryRegister register) => register.HasBlock(Id);

    public object? Get(MemoryRegister memoryRegister) => GetBlock(memoryRegister).Value;
    public T? Get<T>(MemoryRegister memoryRegister) => Get(memoryRegister).ConvertTo<T>();
    public object? Get(ExpressionExecutionContext context) => context.Get(this);
    public T? Get<T>(ExpressionExecutionContext context) => context.Get(this).ConvertTo<T>();
    public bool TryGet(ExpressionExecutionContext context, out object? value) => context.TryGet(this, out value);

    public void Set(MemoryRegister memoryRegister, object? value, Action<MemoryBlock>? configure = null)
    {
        var block = GetBlock(memoryRegister);
        block.Value = value;
        configure?.Invoke(block);
    }

    public void Set(ExpressionExecutionContext context, object? value, Action<MemoryBlock>? configure = null) => context.Set(this, value, configure);

    public MemoryBlock GetBlock(MemoryRegister memoryRegister) => memoryRegister.Declare(this);
}

/// <summary>A reference whose value has a known type.</summary>
public class MemoryBlockReference<T> : MemoryBlockReference;
