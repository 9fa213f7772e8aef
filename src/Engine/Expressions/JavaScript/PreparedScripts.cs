using System.Collections.Concurrent;
using Acornima.Ast;
using Jint;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>Scripts parsed once per source text, shared by all evaluations of all instances.</summary>
internal sealed class PreparedScripts
{
    /// <summary>A working set of all charts fits many times; the bound is for editors that send a new text with every key pressed.</summary>
    private const int Capacity = 10_000;

    private static readonly ScriptPreparationOptions Options = new() { CollectReferencedGlobals = true };
    private readonly ConcurrentDictionary<string, Prepared<Script>> _scripts = new(StringComparer.Ordinal);

    /// <summary>The first evaluation of a process loads the interpreter for about half a second, which must not count against a script's time.</summary>
    public PreparedScripts() => new Jint.Engine().Evaluate("[1].map(x => x)");

    /// <exception cref="ScriptPreparationException">The text is not a script.</exception>
    /// <exception cref="ExpressionFailedException">The script uses a part of the language that is not offered.</exception>
    public Prepared<Script> Find(string source)
    {
        if (_scripts.TryGetValue(source, out var found)) return found;
        if (_scripts.Count >= Capacity) _scripts.Clear();
        var prepared = Jint.Engine.PrepareScript(source, options: Options);
        RefuseBigIntegers(prepared.Program!);
        return _scripts[source] = prepared;
    }

    /// <summary>One multiplication of two long integers can take minutes, and nothing can interrupt it.</summary>
    private static void RefuseBigIntegers(Node node)
    {
        if (node is BigIntLiteral literal)
            throw new ExpressionFailedException($"Expected plain numbers, found the big integer {literal.Raw}. Leave out its n.");
        foreach (var child in node.ChildNodes)
            if (child != null)
                RefuseBigIntegers(child);
    }
}
