using System.Reflection;
using Elsa.Scheduling.Bookmarks;

namespace Elsa.Scheduling.Activities
{
    /// <summary>Waits for a span of time; default one minute.</summary>
    [Activity("Elsa", "Scheduling", "Delay execution for the specified amount of time.")]
    public class Delay : Activity, IActivityPropertyDefaultValueProvider
    {
        public Delay([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
        {
        }

        public Delay(Func<ExpressionExecutionContext, TimeSpan> timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<TimeSpan>(timeSpan), source, line)
        {
        }

        public Delay(Func<ExpressionExecutionContext, ValueTask<TimeSpan>> timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<TimeSpan>(timeSpan), source, line)
        {
        }

        public Delay(Input<TimeSpan> timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => TimeSpan = timeSpan;

        public Delay(TimeSpan timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<TimeSpan>(timeSpan), source, line)
        {
        }

        public Delay(Variable<TimeSpan> timeSpan, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<TimeSpan>(timeSpan), source, line)
        {
        }

        [Input(DisplayName = "Time Span", Description = "The amount of time to delay execution.", DefaultValueProvider = typeof(Delay))]
        public Input<TimeSpan> TimeSpan { get; set; } = null!;

        public static Delay FromMilliseconds(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(System.TimeSpan.FromMilliseconds(value), source, line);
        public static Delay FromSeconds(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(System.TimeSpan.FromSeconds(value), source, line);
        public static Delay FromMinutes(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(System.TimeSpan.FromMinutes(value), source, line);
        public static Delay FromHours(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(System.TimeSpan.FromHours(value), source, line);
        public static Delay FromDays(double value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(System.TimeSpan.FromDays(value), source, line);

        protected override void Execute(ActivityExecutionContext context) => context.DelayFor(TimeSpan.Get(context));

        object IActivityPropertyDefaultValueProvider.GetDefaultValue(PropertyInfo property) => System.TimeSpan.FromMinutes(1);
    }
}

namespace Elsa.Extensions
{
    /// <summary>Waits for the clock.</summary>
    public static class DelayActivityExecutionContextExtensions
    {
        /// <summary>Resumes the activity after a span of time: the callback runs, or, without one, the activity completes.</summary>
        public static void DelayFor(this ActivityExecutionContext context, TimeSpan delay, ExecuteActivityDelegate? callback = null) =>
            context.DelayUntil(context.WorkflowExecutionContext.Now + delay, callback);

        /// <summary>Resumes the activity at a time: the callback runs, or, without one, the activity completes.</summary>
        public static void DelayUntil(this ActivityExecutionContext context, DateTimeOffset resumeAt, ExecuteActivityDelegate? callback = null) =>
            context.CreateBookmark(new CreateBookmarkArgs { BookmarkName = "Elsa.Delay", Stimulus = new DelayPayload(resumeAt.ToUniversalTime()), Callback = callback });
    }
}
