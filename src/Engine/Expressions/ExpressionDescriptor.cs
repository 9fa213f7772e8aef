namespace Elsa.Expressions.Models;

/// <summary>A language in which expressions are written.</summary>
public class ExpressionDescriptor
{
    /// <summary>The name in a definition, for instance <c>JavaScript</c>.</summary>
    public string Type { get; init; } = null!;

    public string DisplayName { get; set; } = null!;

    /// <summary>Can it be stored? A C# delegate cannot.</summary>
    public bool IsSerializable { get; set; } = true;

    /// <summary>Does the editor offer it?</summary>
    public bool IsBrowsable { get; set; } = true;

    /// <summary>Facts for the editor, all texts.</summary>
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();

    public Func<IServiceProvider, IExpressionHandler> HandlerFactory { get; set; } = null!;
}
