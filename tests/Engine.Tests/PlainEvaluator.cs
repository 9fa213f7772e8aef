namespace Workflows.Engine.Tests;

/// <summary>Literals, variables and C#: enough for flows built in code.</summary>
internal sealed class PlainEvaluator : IExpressionEvaluator
{
    public async ValueTask<T?> EvaluateAsync<T>(Expression expression, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null) =>
        (T?)await EvaluateAsync(expression, typeof(T), context, options);

    public async ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null)
    {
        var value = expression.Value switch
        {
            Func<ExpressionExecutionContext, ValueTask<object?>> code => await code(context),
            Variable variable => context.Get(variable),
            _ => expression.Value
        };
        return Elsa.Expressions.Helpers.ObjectConverter.ConvertTo(value, returnType);
    }
}
