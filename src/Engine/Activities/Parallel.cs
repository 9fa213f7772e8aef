namespace Elsa.Workflows.Activities;

/// <summary>
/// Runs its activities side by side and is done when all of them are. A Break in one of them ends that one and, once all are done, the loop around.
/// </summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in parallel.")]
[System.ComponentModel.Browsable(false)]
public class Parallel : Container
{
    public Parallel([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Parallel(params IActivity[] activities) : this() => Activities = activities;

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => context.ScheduleBranchesAsync(Activities, OnBranchCompletedAsync);

    private ValueTask OnBranchCompletedAsync(ActivityCompletedContext context) => context.TargetContext.EndBranchAsync();
}
