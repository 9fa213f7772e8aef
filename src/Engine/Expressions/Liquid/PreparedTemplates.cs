using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Templates parsed once per source text, shared by all evaluations of all instances.</summary>
internal sealed partial class PreparedTemplates
{
    private const int Capacity = 10_000;

    /// <summary>Blocks inside of each other; as many as the library renders.</summary>
    private const int Nesting = 100;

    private readonly ConcurrentDictionary<string, Template> _templates = new(StringComparer.Ordinal);

    static PreparedTemplates()
    {
        Template.RegisterTag<BoundedAssign>("bounded_assign");
        Template.RegisterTag<BoundedCapture>("bounded_capture");
    }

    /// <exception cref="DotLiquid.Exceptions.SyntaxException">The text is not a template.</exception>
    public Template Find(string source)
    {
        if (_templates.TryGetValue(source, out var found)) return found;
        if (_templates.Count >= Capacity) _templates.Clear();
        RefuseDeep(source);
        var template = Template.Parse(Bound(source), SyntaxCompatibility.DotLiquid22a);
        template.MakeThreadSafe();
        return _templates[source] = template;
    }

    /// <summary>The library reads a block inside of another by calling itself; very many of them would run out of stack, which ends the process.</summary>
    private static void RefuseDeep(string source)
    {
        var depth = 0;
        foreach (var tag in Tag.EnumerateMatches(source))
        {
            depth += source.AsSpan(tag.Index, tag.Length).Contains("end", StringComparison.Ordinal) ? -1 : 1;
            if (depth > Nesting) throw new StackLevelException("Nesting too deep");
        }
    }

    [GeneratedRegex(@"\{%-?\s*(end)?(if|unless|for|case|capture|comment|tablerow|raw|ifchanged|literal|block)\b")]
    private static partial Regex Tag { get; }

    /// <summary>The library does not let its own tags be replaced, so the two that keep texts get other names, except inside <c>raw</c>.</summary>
    private static string Bound(string source) => KeepingTag.Replace(source, x => x.Groups["tag"] is { Success: true } tag ? $"{x.Groups["open"].Value}{x.Groups["end"].Value}bounded_{tag.Value}" : x.Value);

    [GeneratedRegex(@"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}|(?<open>\{%-?\s*)(?<end>end)?(?<tag>assign|capture)\b", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex KeepingTag { get; }
}
