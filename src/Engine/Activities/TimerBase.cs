namespace Elsa.Scheduling.Activities;

/// <summary>Base class of what starts a workflow at an interval, or waits for an interval to pass.</summary>
public abstract class TimerBase : EventGenerator
{
    protected TimerBase([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    protected abstract TimeSpan GetInterval(ExpressionExecutionContext context);

    /// <summary>Called before the activity completes.</summary>
    protected virtual ValueTask OnTimerElapsedAsync(ActivityExecutionContext context)
    {
        OnTimerElapsed(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnTimerElapsed(ActivityExecutionContext context)
    {
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context) => context.GetTimerTriggerStimulus(GetInterval(context.ExpressionExecutionContext));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow()) await TimerElapsedAsync(context);
        else context.RepeatWithInterval(GetInterval(context.ExpressionExecutionContext), TimerElapsedAsync);
    }

    private async ValueTask TimerElapsedAsync(ActivityExecutionContext context)
    {
        await OnTimerElapsedAsync(context);
        await context.CompleteActivityAsync();
    }
}
