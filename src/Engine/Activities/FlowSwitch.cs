namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Follows the label of the case whose condition holds, or <c>Default</c> when none does.</summary>
[FlowNode("Default")]
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.", DisplayName = "Switch (flow)")]
public class FlowSwitch : Activity
{
    public FlowSwitch([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The cases, tried in order.", UIHint = "flow-switch-editor")]
    public ICollection<FlowSwitchCase> Cases { get; set; } = new List<FlowSwitchCase>();

    [Input(Description = "MatchFirst: follow the first case that holds. MatchAny: follow all that hold.", UIHint = InputUIHints.DropDown)]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var all = Mode.GetOrDefault(context) == SwitchMode.MatchAny;
        var labels = new List<string>();
        foreach (var candidate in Cases)
        {
            if (!all && labels.Count > 0) break;
            if (await context.WorkflowExecutionContext.Evaluator.EvaluateAsync<bool?>(candidate.Condition, context.ExpressionExecutionContext) == true) labels.Add(candidate.Label);
        }

        await context.CompleteActivityWithOutcomesAsync(labels.Count == 0 ? ["Default"] : [.. labels]);
    }
}
