namespace Elsa.Workflows.Behaviors;

/// <summary>Completes its activity once it has run, unless it waits for a bookmark it created in this run.</summary>
public class AutoCompleteBehavior(IActivity owner) : Behavior(owner)
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (!context.NewBookmarks.Any()) await context.CompleteActivityAsync();
    }
}
