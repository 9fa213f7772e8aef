using System.Collections.Concurrent;
using Acornima.Ast;
using Jint;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>Scripts parsed once per source text, shared by all evaluations of all instances.</summary>
internal sealed class PreparedScripts
{
    /// <summary>A working set of all charts fits many times; the bound is for editors that send a new text with every key pressed.</summary>
    private const int Capacity = 10_000;

    private static readonly ScriptPreparationOptions Options = new() { CollectReferencedGlobals = true };
    private readonly ConcurrentDictionary<string, ReadyScript> _scripts = new(StringComparer.Ordinal);
    private readonly int _nesting;

    /// <summary>The first evaluation of a process loads the interpreter for about half a second, which must not count against a script's time.</summary>
    public PreparedScripts(IOptions<ExpressionLimits> limits)
    {
        _nesting = limits.Value.Nesting;
        new Jint.Engine().Evaluate("[1].map(x => x)");
    }

    /// <exception cref="ScriptPreparationException">The text is not a script.</exception>
    /// <exception cref="ExpressionFailedException">The script uses a part of the language that is not offered.</exception>
    public ReadyScript Find(string source)
    {
        if (_scripts.TryGetValue(source, out var found)) return found;
        if (_scripts.Count >= Capacity) _scripts.Clear();
        var prepared = Jint.Engine.PrepareScript(source, options: Options);
        var nodes = Walk(prepared.Program!);
        if (Counted(source, nodes.OfType<ArrowFunctionExpression>()) is { } counted) prepared = Jint.Engine.PrepareScript(counted, options: Options);
        return _scripts[source] = new ReadyScript(prepared, nodes.Exists(MayGoDeep));
    }

    /// <summary>
    /// One multiplication of two long integers can take minutes, and nothing can interrupt it; a script that is nested very deep would run out of stack, which ends the process.
    /// </summary>
    private List<Node> Walk(Node program)
    {
        var nodes = new List<Node>();
        var open = new Stack<(Node Node, int Depth)>([(program, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Node is BigIntLiteral literal) throw new ExpressionFailedException($"Expected plain numbers, found the big integer {literal.Raw}. Leave out its n.");
            if (next.Depth > _nesting) throw new ExpressionFailedException($"Expected its parts to be at most {_nesting} deep inside of each other, found deeper ones. Split it into variables.");
            nodes.Add(next.Node);
            foreach (var child in next.Node.ChildNodes)
                if (child != null)
                    open.Push((child, next.Depth + 1));
        }

        return nodes;
    }

    /// <summary>Only what repeats, calls back or stands in for something else can put very many things inside of each other.</summary>
    private static bool MayGoDeep(Node node) =>
        node is IFunction or IClass or ForStatement or ForInStatement or ForOfStatement or WhileStatement or DoWhileStatement or NewExpression or TaggedTemplateExpression;

    /// <summary>
    /// The interpreter asks its limits before each statement, and <c>() => x</c> has none: such a function could call itself until the stack is full. Each gets a statement: <c>() => { return (x) }</c>.
    /// </summary>
    private static string? Counted(string source, IEnumerable<ArrowFunctionExpression> functions)
    {
        var added = new List<(int At, string Text)>();
        foreach (var function in functions.Where(each => each.Body is Acornima.Ast.Expression))
        {
            var head = function.Params.Count == 0 ? function.Range.Start : function.Params[^1].Range.End;
            added.Add((source.IndexOf("=>", head, StringComparison.Ordinal) + 2, "{return("));
            added.Add((function.Range.End, ")}"));
        }

        if (added.Count == 0) return null;
        var (text, from) = (new System.Text.StringBuilder(), 0);
        foreach (var (at, piece) in added.OrderBy(each => each.At))
        {
            text.Append(source, from, at - from).Append(piece);
            from = at;
        }

        return text.Append(source, from, source.Length - from).ToString();
    }
}

/// <summary>A script that was parsed and looked at.</summary>
/// <param name="MayGoDeep">It is run on a stack of its own.</param>
internal sealed record ReadyScript(Prepared<Script> Script, bool MayGoDeep);
