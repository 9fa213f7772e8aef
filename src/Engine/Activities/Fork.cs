namespace Elsa.Workflows.Activities;

/// <summary>
/// Runs its branches side by side. It is done when all are, or with the first (<see cref="ForkJoinMode.WaitAny"/>), or with a branch in which a
/// Break left the loop around; what then still runs is cancelled.
/// </summary>
[Activity("Elsa", "Control Flow", "Branch execution into multiple branches.")]
[System.ComponentModel.Browsable(false)]
public class Fork : Activity
{
    public Fork([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        OnSignalReceived<BreakSignal>((_, context) => context.ReceiverActivityExecutionContext.SetIsBreaking());

    [Input(Description = "Controls when this activity yields control back to its parent activity.", UIHint = InputUIHints.DropDown)]
    public ForkJoinMode JoinMode { get; set; } = ForkJoinMode.WaitAll;

    public ICollection<IActivity> Branches { get; set; } = new List<IActivity>();

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleBranchesAsync(Branches, OnBranchCompletedAsync);

    private ValueTask OnBranchCompletedAsync(ActivityCompletedContext context) =>
        JoinMode == ForkJoinMode.WaitAny || context.TargetContext.GetIsBreaking() ? context.TargetContext.CompleteActivityAsync() : context.TargetContext.EndBranchAsync();
}
