using Elsa.Scheduling.Bookmarks;

namespace Elsa.Scheduling.Activities
{
    /// <summary>
    /// Starts the workflow at an interval; default one minute, at least one second. Inside a workflow it waits until the interval has passed.
    /// </summary>
    [Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval.")]
    public class Timer : TimerBase
    {
        public Timer([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
        {
        }

        public Timer(TimeSpan interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<TimeSpan>(interval), source, line)
        {
        }

        public Timer(Input<TimeSpan> interval, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Interval = interval;

        [Input(Description = "The interval at which the timer should execute.", DefaultValue = "00:01:00")]
        public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

        public static Timer FromTimeSpan(TimeSpan value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(value, source, line);
        public static Timer FromSeconds(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => FromTimeSpan(TimeSpan.FromSeconds(value), source, line);

        protected override TimeSpan GetInterval(ExpressionExecutionContext context) => Interval.Get(context);
    }
}

namespace Elsa.Extensions
{
    /// <summary>Waits for intervals.</summary>
    public static class TimerActivityExecutionContextExtensions
    {
        /// <summary>Resumes the activity after an interval: the callback runs, or, without one, the activity completes. The instance's trigger does not wait, its callback runs at once.</summary>
        public static void RepeatWithInterval(this ActivityExecutionContext context, TimeSpan interval, ExecuteActivityDelegate? callback = null)
        {
            if (context.IsTriggerOfWorkflow())
            {
                if (callback?.Invoke(context) is { IsCompleted: false })
                    throw new InvalidOperationException("Expected the callback of a timer that started the workflow to run through, found it still running. Test IsTriggerOfWorkflow and await the callback.");
                return;
            }

            context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = "Elsa.Timer", Stimulus = new TimerBookmarkPayload(context.WorkflowExecutionContext.Now + interval), Callback = callback });
        }

        public static TimerTriggerPayload GetTimerTriggerStimulus(this TriggerIndexingContext context, TimeSpan interval)
        {
            context.TriggerName = "Elsa.Timer";
            return new TimerTriggerPayload(context.ExpressionExecutionContext.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow() + interval, interval);
        }
    }
}
