namespace Elsa.Expressions.Models;

/// <summary>Further names an expression may use.</summary>
public class ExpressionEvaluatorOptions
{
    public static readonly ExpressionEvaluatorOptions Empty = new();

    public IDictionary<string, object> Arguments { get; set; } = new Dictionary<string, object>();
}
