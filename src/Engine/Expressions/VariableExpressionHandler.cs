namespace Elsa.Workflows.Expressions;

/// <summary>Reads a variable; the expression's value is the variable.</summary>
public class VariableExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        ValueTask.FromResult(expression.Value is Variable variable && context.TryGet(variable, out var value) ? value : null);
}
