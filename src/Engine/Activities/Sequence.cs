namespace Elsa.Workflows.Activities;

/// <summary>Runs activities one after the other.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in sequence.")]
[System.ComponentModel.Browsable(false)]
public class Sequence : Container
{
    private const string NextIndex = "CurrentIndex";

    public Sequence([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

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

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context) => RunNextAsync(context.TargetContext);
}
