namespace Elsa.Workflows.Activities;

/// <summary>Runs activities one after the other, until one of them ends it or leaves the loop around it.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in sequence.")]
[System.ComponentModel.Browsable(false)]
public class Sequence : Container
{
    internal const string NextIndex = "CurrentIndex";

    public Sequence([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) =>
        OnSignalReceived<BreakSignal>((_, context) => context.ReceiverActivityExecutionContext.SetIsBreaking());

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => RunNextAsync(context);

    private async ValueTask RunNextAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(NextIndex);
        if (index >= Activities.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(NextIndex, index + 1);
        await context.ScheduleActivityAsync(Activities.ElementAt(index), OnChildCompletedAsync);
    }

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context) =>
        context.ChildContext.Activity is ITerminalNode || context.TargetContext.GetIsBreaking() ? context.TargetContext.CompleteActivityAsync() : RunNextAsync(context.TargetContext);
}
