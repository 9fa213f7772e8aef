namespace Elsa.Workflows.Models;

/// <summary>A value an activity needs: an expression, and the block its value goes to before the activity runs.</summary>
public abstract class Input : Argument
{
    protected Input(MemoryBlockReference memoryBlockReference, Type type) : base(memoryBlockReference) => Type = type;

    protected Input(Expression? expression, MemoryBlockReference memoryBlockReference, Type type) : base(memoryBlockReference)
    {
        Expression = expression;
        Type = type;
    }

    public Expression? Expression { get; }

    public Type Type { get; set; }
}

/// <inheritdoc />
public class Input<T> : Input
{
    public Input(MemoryBlockReference memoryBlockReference) : base(memoryBlockReference, typeof(T))
    {
    }

    public Input(T literal, string? id = null) : this(new Literal<T>(literal, id))
    {
    }

    public Input(Func<T> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Func<ExpressionExecutionContext, ValueTask<T?>> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Func<ValueTask<T?>> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Func<ExpressionExecutionContext, T> @delegate, string? id = null) : this(Expression.DelegateExpression(@delegate), new MemoryBlockReference(id!))
    {
    }

    public Input(Variable variable) : this(new Expression("Variable", variable), new MemoryBlockReference())
    {
    }

    public Input(Output output) : this(new Expression("Output", output), new MemoryBlockReference())
    {
    }

    public Input(Literal<T> literal) : this(Expression.LiteralExpression(literal.Value), literal)
    {
    }

    public Input(Literal literal) : this(Expression.LiteralExpression(literal.Value), literal)
    {
    }

    public Input(ObjectLiteral<T> literal) : this(new Expression("Object", literal.Value), literal)
    {
    }

    public Input(ObjectLiteral literal) : this(new Expression("Object", literal.Value), literal)
    {
    }

    public Input(Expression? expression, MemoryBlockReference memoryBlockReference) : base(expression, memoryBlockReference, typeof(T))
    {
    }

    public Input(Expression expression) : this(expression, new MemoryBlockReference())
    {
    }
}
