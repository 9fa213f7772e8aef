using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;
using Microsoft.Extensions.Options;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>
/// Evaluates JavaScript: one expression, or statements that end in <c>return</c>. Every evaluation has an engine of its own with the globals the script
/// names, no access to .NET, and the limits of <see cref="ExpressionLimits"/>.
/// </summary>
internal sealed class JavaScriptExpressionHandler(PreparedScripts scripts, IIdentityGenerator identities, IOptions<ExpressionLimits> options) : IExpressionHandler
{
    /// <summary>Nothing outside the script could keep a promise that is open when the script has ended.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    private readonly ExpressionLimits _limits = options.Value;

    public ValueTask<object?> EvaluateAsync(Expression expression, Type returnType, ExpressionExecutionContext context, ExpressionEvaluatorOptions options)
    {
        var source = expression.Value?.ToString();
        if (string.IsNullOrWhiteSpace(source)) return default;
        var scope = new ExpressionScope(context);
        try
        {
            if (source.Length > _limits.SourceLength) throw new ExpressionFailedException($"it has {source.Length:N0} characters; {_limits.SourceLength:N0} are allowed. Do the work in an activity of its own.");
            var script = scripts.Find(source);
            return ValueTask.FromResult(script.MayGoDeep ? DeepStack.Run(() => Evaluate(script.Script, scope, options)) : Evaluate(script.Script, scope, options));
        }
        catch (Exception e) when (Explain(e, scope.Place(expression)) is { } explained)
        {
            throw explained;
        }
    }

    private object? Evaluate(Prepared<Acornima.Ast.Script> script, ExpressionScope scope, ExpressionEvaluatorOptions options)
    {
        var engine = new Jint.Engine(Configure);
        new ScriptGuards(engine, _limits.TextLength).Install();
        var globals = new ScriptGlobals(engine, scope, NewGuid);
        globals.Define(script.ReferencedGlobals!);
        DefineArguments(engine, options.Arguments);

        var result = ScriptValue.Out(engine.Evaluate(script).UnwrapIfPromise(AtOnce));
        globals.WriteBack();
        return result;
    }

    /// <summary>An argument stands under its name, as a member of <c>args</c>, and behind a getter: <c>Item</c>, <c>args.item</c>, <c>getItem()</c>.</summary>
    private static void DefineArguments(Jint.Engine engine, IDictionary<string, object> arguments)
    {
        var values = new Dictionary<string, object?>();
        foreach (var (name, value) in arguments)
        {
            if (value is ScriptFunction function)
            {
                engine.SetValue(name, new ClrFunction(engine, name, (_, given) =>
                {
                    function.Call(ScriptValue.Out(given.At(0)));
                    return JsValue.Undefined;
                }));
                continue;
            }

            values[Naming.Camelize(name)] = value;
            engine.SetValue(name, ScriptValue.In(engine, value));
            engine.SetValue($"get{name}", new ClrFunction(engine, $"get{name}", (_, _) => ScriptValue.In(engine, value)));
        }

        if (values.Count > 0) engine.SetValue("args", ScriptValue.In(engine, values));
    }

    private void Configure(Jint.Options engine)
    {
        engine.TimeoutInterval(_limits.Time).LimitMemory(_limits.Memory).MaxStatements(_limits.Statements).LimitRecursion(_limits.Recursion)
            .RegexTimeoutInterval(_limits.RegularExpression).DisableStringCompilation();
        engine.Constraints.MaxArraySize = _limits.ArraySize;
        engine.Constraint(new EnoughStack());
    }

    private ExpressionFailedException? Explain(Exception e, string place)
    {
        return e switch
        {
            StatementsCountOverflowException => Limit($"to end within {_limits.Statements:N0} statements, but it went on", "Shorten its loop"),
            RegexMatchTimeoutException => Limit($"to match a regular expression within {_limits.RegularExpression.TotalMilliseconds:N0} ms, but it took longer", "Write a pattern without nested repetition"),
            TimeoutException or ExecutionCanceledException => Limit($"to end within {_limits.Time.TotalSeconds:0.###} s, but it went on", "Shorten its loop"),
            PromiseRejectedException when e.Message.Contains("Timeout", StringComparison.Ordinal) => Limit($"to end within {_limits.Time.TotalSeconds:0.###} s, but its promise was not kept", "Return a value"),
            MemoryLimitExceededException when e.Message.Contains("array", StringComparison.Ordinal) => Limit($"to make no array of more than {_limits.ArraySize:N0} items, but it did", "Use a smaller list"),
            MemoryLimitExceededException or OutOfMemoryException => Limit($"to need at most {_limits.Memory / 1_000_000:N0} MB, but it asked for more", "Keep less"),
            RecursionDepthOverflowException or InsufficientExecutionStackException => Limit($"to call functions at most {_limits.Recursion:N0} deep, but they called each other deeper", "Use a loop"),
            TextLengthException => Limit($"to make no text longer than {_limits.TextLength:N0} characters, but {e.Message}", "Make a shorter one"),
            ScriptPreparationException => Failure($"to be a script, but: {(e.InnerException ?? e).Message}. Correct its spelling.", (e.InnerException ?? e).Message),
            JavaScriptException script => Failure($"to yield a value, but line {script.Location.Start.Line}, column {script.Location.Start.Column + 1} says: {script.Message}. Correct the expression or what it reads.", script.Message),
            ExpressionFailedException or JintException or InvalidOperationException or OverflowException or FormatException or ArgumentException or InvalidCastException => Failure($"to yield a value, but: {e.Message}"),
            _ => null
        };

        ExpressionFailedException Failure(string what, string? reason = null) => new($"Expected the JavaScript of {place} {what}", e) { Reason = reason };
        ExpressionLimitException Limit(string what, string remedy) => new($"Expected the JavaScript of {place} {what}. {remedy}, or do the work in an activity of its own.", e);
    }

    private Guid NewGuid() => new(SHA256.HashData(Encoding.UTF8.GetBytes(identities.GenerateId() + identities.GenerateId())).AsSpan(0, 16));
}
