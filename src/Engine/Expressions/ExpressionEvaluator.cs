namespace Elsa.Expressions.Services;

/// <inheritdoc />
public class ExpressionEvaluator(IExpressionDescriptorRegistry registry, IServiceProvider serviceProvider) : IExpressionEvaluator
{
    public async ValueTask<T?> EvaluateAsync<T>(Expression expression, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null) =>
        (await EvaluateAsync(expression, typeof(T), context, options)).ConvertTo<T>();

    public async ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions? options = null)
    {
        var language = registry.Find(expression.Type)
            ?? throw new InvalidOperationException($"Expected an expression in one of {string.Join(", ", registry.ListAll().Select(x => x.Type))}, found one in \"{expression.Type}\". Choose one of them.");
        var value = await language.HandlerFactory(serviceProvider).EvaluateAsync(expression, returnType, context, options ?? ExpressionEvaluatorOptions.Empty);
        return value.ConvertTo(returnType, Lists);
    }

    private static readonly ObjectConverterOptions Lists = new(DeserializeJsonObjectToObject: true);
}
