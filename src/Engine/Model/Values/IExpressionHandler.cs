namespace Elsa.Expressions.Contracts;

/// <summary>Evaluates the expressions of one language.</summary>
public interface IExpressionHandler
{
    ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options);
}
