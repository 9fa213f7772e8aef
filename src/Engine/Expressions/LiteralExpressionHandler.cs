namespace Elsa.Expressions;

/// <summary>A constant.</summary>
public class LiteralExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        ValueTask.FromResult(expression.Value is string text ? Read(text, returnType) : expression.Value);

    /// <summary>Editors write an empty text for "nothing".</summary>
    private static object? Read(string text, Type type) => text.Length == 0 && type != typeof(string) && type != typeof(object) ? null : text;
}
