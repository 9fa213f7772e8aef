namespace Elsa.Expressions.Models;

/// <summary>A constant object, kept as JSON text.</summary>
public class ObjectLiteral : MemoryBlockReference
{
    public ObjectLiteral()
    {
    }

    public ObjectLiteral(string? value) => Value = value;

    public string? Value { get; }

    public override MemoryBlock Declare() => new(Value);

    public static ObjectLiteral From<T>(T value) => new ObjectLiteral<T>(value);
}

/// <summary>A constant object of a known type, kept as JSON text.</summary>
public class ObjectLiteral<T> : ObjectLiteral
{
    public ObjectLiteral()
    {
    }

    public ObjectLiteral(T value) : base(JsonSerializer.Serialize(value))
    {
    }
}
