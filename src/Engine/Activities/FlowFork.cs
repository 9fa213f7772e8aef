namespace Elsa.Workflows.Activities.Flowchart.Activities;

/// <summary>Follows several branches at once; without names, <c>Done</c>.</summary>
[Activity("Elsa", "Branching", "Branch execution into multiple branches that will be executed in parallel.", DisplayName = "Fork (flow)")]
public class FlowFork : Activity
{
    public FlowFork([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The names of the branches.", UIHint = InputUIHints.DynamicOutcomes)]
    public Input<ICollection<string>> Branches { get; set; } = null!;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(Branches.GetOrDefault(context)?.ToArray() ?? ["Done"]);
}
