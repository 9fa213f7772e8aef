namespace Elsa.Expressions.Models;

/// <summary>A constant.</summary>
public class Literal : MemoryBlockReference
{
    public Literal()
    {
    }

    public Literal(object? value, string? id = null)
    {
        Value = value;
        Id = id!;
    }

    public object? Value { get; }

    public override MemoryBlock Declare() => new(Value);

    public static Literal From<T>(T value) => new Literal<T>(value);
}

/// <summary>A constant of a known type.</summary>
public class Literal<T> : Literal
{
    public Literal()
    {
    }

    public Literal(T value, string? id = null) : base(value, id)
    {
    }
}
