namespace Elsa.Expressions.Contracts;

/// <summary>Evaluates an expression in whatever language it is written, and converts the value to the type asked for.</summary>
public interface IExpressionEvaluator
{
    ValueTask<T?> EvaluateAsync<T>(Expression expression, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null);
    ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null);
}
