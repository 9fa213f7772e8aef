namespace Elsa.Expressions;

/// <summary>Evaluates expressions written in C#.</summary>
public class DelegateExpressionHandler : IExpressionHandler
{
    public async ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        expression.Value is Func<ExpressionExecutionContext, ValueTask<object?>> code ? await code(context) : null;
}
