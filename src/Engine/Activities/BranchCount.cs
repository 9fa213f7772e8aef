namespace Workflows.Engine;

/// <summary>Several activities scheduled at once, and how many of them are still under way.</summary>
internal static class BranchCount
{
    private const string Running = "RunningBranches";

    /// <summary>Schedules the branches; with none the activity is done.</summary>
    public static async ValueTask ScheduleBranchesAsync(this ActivityExecutionContext context, IEnumerable<IActivity?> branches, ActivityCompletionCallback onBranchCompleted)
    {
        var all = branches.OfType<IActivity>().ToList();
        context.SetProperty(Running, all.Count);
        if (all.Count == 0) await context.CompleteActivityAsync();
        foreach (var branch in all) await context.ScheduleActivityAsync(branch, onBranchCompleted);
    }

    /// <summary>Remembers how many are under way.</summary>
    public static void StartBranches(this ActivityExecutionContext context, int count) => context.SetProperty(Running, count);

    /// <summary>Counts one branch as done; the last completes the activity.</summary>
    public static ValueTask EndBranchAsync(this ActivityExecutionContext context, object? result = null) =>
        context.UpdateProperty<int>(Running, running => running - 1) <= 0 ? context.CompleteActivityAsync(result) : ValueTask.CompletedTask;
}
