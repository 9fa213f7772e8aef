using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>The names a script finds, as Elsa gives them. A script's engine gets only those the script uses.</summary>
internal sealed class ScriptGlobals(Jint.Engine engine, ExpressionScope scope, Func<Guid> newGuid)
{
    private readonly ScriptVariables _variables = new(engine, scope);

    public void Define(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name == "variables") engine.SetValue(name, _variables);
            else if (Find(name) is { } function) engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => function(arguments)));
        }
    }

    public void WriteBack() => _variables.WriteBack();

    private Func<JsValue[], JsValue>? Find(string name) => name switch
    {
        "getVariable" => x => _variables.Get(Text(x)),
        "setVariable" => x => Do(() => _variables.Write(Text(x), x.At(1))),
        "getInput" => x => In(scope.Input(Text(x))),
        "getOutputFrom" => x => In(scope.Output(Text(x), x.At(1).IsUndefined() ? null : Text(x, 1))),
        "getLastResult" => _ => In(scope.LastResult),

        "getWorkflowDefinitionId" => _ => In(scope.Workflow?.Workflow.Identity.DefinitionId),
        "getWorkflowDefinitionVersionId" => _ => In(scope.Workflow?.Workflow.Identity.Id),
        "getWorkflowDefinitionVersion" => _ => In(scope.Workflow?.Workflow.Identity.Version),
        "getWorkflowInstanceId" => _ => In(scope.Workflow?.Id),
        "getCorrelationId" => _ => In(scope.Workflow?.CorrelationId),
        "setCorrelationId" => x => Do(() => Instance("setCorrelationId").CorrelationId = Text(x)),
        "getWorkflowInstanceName" => _ => In(scope.Workflow?.Name),
        "setWorkflowInstanceName" => x => Do(() => Instance("setWorkflowInstanceName").Name = Text(x)),

        "isNullOrEmpty" => x => In(string.IsNullOrEmpty(TextOrNull(x))),
        "isNullOrWhiteSpace" => x => In(string.IsNullOrWhiteSpace(TextOrNull(x))),
        "toJson" => x => In(JsonSerializer.Serialize(ScriptValue.Out(x.At(0)), Json.Relaxed)),
        "parseGuid" => x => In(Guid.Parse(Text(x))),
        "newGuid" or "newGuidString" => _ => In(newGuid()),
        "newShortGuid" => _ => In(Convert.ToBase64String(newGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_')),

        "bytesToString" => x => In(Encoding.UTF8.GetString(Bytes(x))),
        "bytesFromString" => x => In(Encoding.UTF8.GetBytes(Text(x))),
        "bytesToBase64" => x => In(Convert.ToBase64String(Bytes(x))),
        "bytesFromBase64" => x => In(Convert.FromBase64String(Text(x))),
        "stringToBase64" => x => In(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(x)))),
        "stringFromBase64" => x => In(Encoding.UTF8.GetString(Convert.FromBase64String(Text(x)))),
        "streamToBytes" => x => In(Read(x)),
        "streamToBase64" => x => In(Convert.ToBase64String(Read(x))),

        _ when name.StartsWith("get", StringComparison.Ordinal) => Getter(name[3..]),
        _ when name.StartsWith("set", StringComparison.Ordinal) => Setter(name[3..]),
        _ => null
    };

    /// <summary>getAmount() reads the variable, else the input of that name; getResultFromReview() reads an output.</summary>
    private Func<JsValue[], JsValue>? Getter(string rest)
    {
        if (VariableNamed(rest) is { } variable) return _ => _variables.Get(variable);
        if (InputNamed(rest) is { } input) return _ => In(scope.Input(input));
        for (var at = rest.IndexOf("From", StringComparison.Ordinal); at > 0; at = rest.IndexOf("From", at + 1, StringComparison.Ordinal))
        {
            var (output, activity) = (rest[..at], ActivityNamed(rest[(at + 4)..]));
            if (activity != null) return _ => In(scope.Output(activity, output));
        }

        return null;
    }

    private Func<JsValue[], JsValue>? Setter(string rest) =>
        VariableNamed(rest) is { } variable ? x => Do(() => _variables.Write(variable, x.At(0))) : null;

    private string? VariableNamed(string pascal) => scope.Variables.Keys.FirstOrDefault(x => Naming.Pascalize(x) == pascal);

    private string? InputNamed(string pascal) =>
        scope.Inputs.Keys.Concat(scope.Workflow?.Workflow.Inputs.Select(x => x.Name) ?? []).FirstOrDefault(x => Naming.Pascalize(x) == pascal);

    private string? ActivityNamed(string pascal) =>
        scope.Workflow?.WorkflowGraph.Nodes.Select(x => x.Activity).FirstOrDefault(x => Naming.Pascalize(x.Name ?? x.Id) == pascal)?.Id;

    private WorkflowExecutionContext Instance(string function) => scope.Workflow
        ?? throw new ExpressionFailedException($"Expected a running instance for {function}(), found none: triggers are being listed. Use it in an activity that runs.");

    private JsValue In(object? value) => ScriptValue.In(engine, value);

    private static JsValue Do(Action action)
    {
        action();
        return JsValue.Undefined;
    }

    private static string Text(JsValue[] arguments, int index = 0) => TypeConverter.ToString(arguments.At(index));

    private static string? TextOrNull(JsValue[] arguments) => arguments.At(0).IsNull() || arguments.At(0).IsUndefined() ? null : Text(arguments);

    private static byte[] Bytes(JsValue[] arguments) => ScriptValue.Out(arguments.At(0)) switch
    {
        List<object?> numbers => numbers.Select(x => Convert.ToByte(x, CultureInfo.InvariantCulture)).ToArray(),
        string base64 => Convert.FromBase64String(base64),
        _ => []
    };

    private static byte[] Read(JsValue[] arguments)
    {
        if (ScriptValue.Out(arguments.At(0)) is not Stream stream) return [];
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
