namespace Elsa.Workflows.Activities;

/// <summary>
/// Runs the activity of the case whose condition holds, or of all such cases at once, or the default when none does. A case that holds and has
/// no activity does nothing, and keeps the default from running.
/// </summary>
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.")]
public class Switch : Activity
{
    public Switch([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    /// <summary>Elsa has it and never sets it; a definition may name it.</summary>
    public Output<object>? Output { get; set; }

    [Input(Description = "The cases to evaluate.", UIHint = "switch-editor")]
    public ICollection<SwitchCase> Cases { get; set; } = new List<SwitchCase>();

    [Input(Description = "The switch mode determines whether the first match should be scheduled, or all matches.", UIHint = InputUIHints.DropDown)]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    [Port] public IActivity? Default { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var all = Mode.GetOrDefault(context) == SwitchMode.MatchAny;
        var matching = new List<SwitchCase>();
        foreach (var candidate in Cases)
        {
            if (!all && matching.Count > 0) break;
            if (await context.WorkflowExecutionContext.Evaluator.EvaluateAsync<bool?>(candidate.Condition, context.ExpressionExecutionContext) == true) matching.Add(candidate);
        }

        await context.ScheduleBranchesAsync(matching.Count == 0 ? [Default] : matching.Select(x => x.Activity), OnBranchCompletedAsync);
    }

    private ValueTask OnBranchCompletedAsync(ActivityCompletedContext context) => context.TargetContext.EndBranchAsync();
}
