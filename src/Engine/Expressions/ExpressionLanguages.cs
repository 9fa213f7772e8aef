using Elsa.Expressions;
using Elsa.Workflows.Expressions;
using Workflows.Engine.Expressions.JavaScript;
using Workflows.Engine.Expressions.Liquid;

namespace Workflows.Engine.Expressions;

/// <summary>The languages there are; more may be added at start.</summary>
internal sealed class ExpressionLanguages : IExpressionDescriptorRegistry
{
    private readonly List<ExpressionDescriptor> _all =
    [
        Language<LiteralExpressionHandler>("Literal", "Default", browsable: false),
        Language<ObjectExpressionHandler>("Object", monaco: "json", browsable: false),
        Language<ObjectExpressionHandler>("Json", monaco: "json", browsable: false),
        Language<DelegateExpressionHandler>("Delegate", browsable: false, serializable: false),
        Language<OutputExpressionHandler>("Output", browsable: false, serializable: false),
        Language<VariableExpressionHandler>("Variable"),
        Language<InputExpressionHandler>("Input"),
        Language<JavaScriptExpressionHandler>("JavaScript", monaco: "javascript"),
        Language<LiquidExpressionHandler>("Liquid", monaco: "liquid")
    ];

    public void Add(ExpressionDescriptor descriptor) => _all.Add(descriptor);
    public void AddRange(IEnumerable<ExpressionDescriptor> descriptors) => _all.AddRange(descriptors);
    public IEnumerable<ExpressionDescriptor> ListAll() => _all;
    public ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate) => _all.FirstOrDefault(predicate);
    public ExpressionDescriptor? Find(string type) => Find(x => x.Type == type);

    private static ExpressionDescriptor Language<THandler>(string type, string? displayName = null, string? monaco = null, bool browsable = true, bool serializable = true)
        where THandler : class, IExpressionHandler => new()
    {
        Type = type,
        DisplayName = displayName ?? type,
        IsBrowsable = browsable,
        IsSerializable = serializable,
        Properties = monaco is null ? new Dictionary<string, object>() : new Dictionary<string, object> { ["MonacoLanguage"] = monaco },
        HandlerFactory = services => services.GetRequiredService<THandler>()
    };
}
