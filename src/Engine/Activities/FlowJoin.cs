namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Merges paths.</summary>
[Activity("Elsa", "Branching", "Explicitly merge multiple branches into a single branch of execution.", DisplayName = "Join")]
public class FlowJoin : Activity, IJoinNode
{
    public FlowJoin([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    /// <summary>What to wait for: the first path (WaitAny, the default), all that are taken (WaitAllActive), or all there are (WaitAll).</summary>
    [Input(Description = "WaitAny: go on with the first path that arrives, and cancel the others. WaitAll: go on once all paths have arrived. WaitAllActive: go on once all paths that are taken have arrived.",
        DefaultValue = FlowJoinMode.WaitAny, UIHint = InputUIHints.DropDown)]
    public Input<FlowJoinMode> Mode { get; set; } = new(FlowJoinMode.WaitAny);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.ParentActivityExecutionContext is { Activity: Flowchart flowchart } parent && !Flowchart.UsesTokens(parent)) await flowchart.CancelAncestorsAsync(parent, this);
        await context.CompleteActivityAsync();
    }

    /// <summary>The mode, read in the scope of the flowchart: it is needed before the join itself runs.</summary>
    internal async ValueTask<FlowJoinMode> GetModeAsync(ActivityExecutionContext flowchart)
    {
        if (Mode == null!) return FlowJoinMode.WaitAny;
        return Mode.Expression is { } expression
            ? await flowchart.WorkflowExecutionContext.Evaluator.EvaluateAsync<FlowJoinMode>(expression, flowchart.ExpressionExecutionContext)
            : Mode.GetOrDefault(flowchart);
    }
}
