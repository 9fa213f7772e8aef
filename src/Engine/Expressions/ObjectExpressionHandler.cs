namespace Elsa.Workflows.Expressions;

/// <summary>A constant written as JSON text.</summary>
public class ObjectExpressionHandler : IExpressionHandler
{
    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options) =>
        ValueTask.FromResult(expression.Value switch
        {
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text when returnType == typeof(string) => text,
            string text => Read(text, returnType),
            var value => value
        });

    private static object? Read(string text, Type type)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone().ConvertTo(type, new ObjectConverterOptions(DeserializeJsonObjectToObject: true));
        }
        catch (JsonException e)
        {
            throw new TypeConversionException($"Expected JSON for {type.Name}, found \"{text}\": {e.Message} Correct it.", text, type, e);
        }
    }
}
