using System.Reflection;
using Elsa.Workflows.UIHints.CodeEditor;
using Workflows.Engine.Expressions.JavaScript;

namespace Elsa.Expressions.JavaScript.Activities;

/// <summary>
/// Runs a script; its value is the result. <c>setOutcome("A")</c> and <c>setOutcomes(["A", "B"])</c> say which ports are followed; default <c>Done</c>.
/// </summary>
[Activity("Elsa", "Scripting", "Executes JavaScript code", DisplayName = "Run JavaScript")]
public class RunJavaScript : CodeActivity<object?>
{
    public RunJavaScript([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public RunJavaScript(string script, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Script = new Input<string>(script);

    /// <summary>The text of the script. An editor that keeps it as an expression in JavaScript means the same.</summary>
    [Input(Description = "The script to run.", AutoEvaluate = false, DefaultSyntax = "JavaScript", UIHint = InputUIHints.CodeEditor, UIHandler = typeof(ScriptEditor))]
    public Input<string> Script { get; set; } = new("");

    [Input(Description = "A list of possible outcomes.", UIHint = InputUIHints.DynamicOutcomes)]
    public Input<ICollection<string>> PossibleOutcomes { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var script = Script.Expression is { Type: "JavaScript", Value: { } source } ? source.ToString() : (await context.EvaluateInputPropertyAsync(nameof(Script)))?.ToString();
        if (string.IsNullOrWhiteSpace(script)) return;
        string[] outcomes = ["Done"];
        var result = await context.WorkflowExecutionContext.Evaluator.EvaluateAsync(new Expression("JavaScript", script), typeof(object), context.ExpressionExecutionContext, new ExpressionEvaluatorOptions
        {
            Arguments =
            {
                ["setOutcome"] = new ScriptFunction(value => outcomes = [value.ConvertTo<string>() ?? ""]),
                ["setOutcomes"] = new ScriptFunction(value => outcomes = [.. ItemSource.ItemsOf(value).Select(x => x.ConvertTo<string>() ?? "")])
            }
        });
        context.ActivityState[nameof(Script)] = script;
        if (result != null) context.Set(Result, result);
        await context.CompleteActivityWithOutcomesAsync(outcomes);
    }

    private sealed class ScriptEditor : CodeEditorOptionsProviderBase
    {
        protected override string GetLanguage(PropertyInfo propertyInfo, object? context) => "javascript";
    }
}
