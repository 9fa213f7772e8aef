namespace Elsa.Workflows.Expressions;

/// <summary>Reads what an activity gave out; the expression's value is that output. C# only.</summary>
public class OutputExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        ValueTask.FromResult(expression.Value is Output output && context.TryGet(output.MemoryBlockReference(), out var value) ? value : null);
}
