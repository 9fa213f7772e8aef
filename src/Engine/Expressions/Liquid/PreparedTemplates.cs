using System.Collections.Concurrent;
using DotLiquid;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Templates parsed once per source text, shared by all evaluations of all instances.</summary>
internal sealed class PreparedTemplates
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, Template> _templates = new(StringComparer.Ordinal);

    static PreparedTemplates()
    {
        Template.RegisterTag<BoundedAssign>("assign");
        Template.RegisterTag<BoundedCapture>("capture");
    }

    /// <exception cref="DotLiquid.Exceptions.SyntaxException">The text is not a template.</exception>
    public Template Find(string source)
    {
        if (_templates.TryGetValue(source, out var found)) return found;
        if (_templates.Count >= Capacity) _templates.Clear();
        var template = Template.Parse(source, SyntaxCompatibility.DotLiquid22b);
        template.MakeThreadSafe();
        return _templates[source] = template;
    }
}
