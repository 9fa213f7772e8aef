using Elsa.Scheduling.Bookmarks;

namespace Elsa.Scheduling.Activities;

/// <summary>Waits until a time. A time that has passed does not hold it up.</summary>
[Activity("Elsa", "Scheduling", "Trigger execution at a specific time in the future.")]
public class StartAt : Trigger
{
    public StartAt([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public StartAt(Input<DateTimeOffset> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line) => DateTime = dateTime;

    public StartAt(Func<ExpressionExecutionContext, DateTimeOffset> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<DateTimeOffset>(dateTime), source, line)
    {
    }

    public StartAt(Func<ExpressionExecutionContext, ValueTask<DateTimeOffset>> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<DateTimeOffset>(dateTime), source, line)
    {
    }

    public StartAt(Func<ValueTask<DateTimeOffset>> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<DateTimeOffset>(dateTime), source, line)
    {
    }

    public StartAt(Func<DateTimeOffset> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<DateTimeOffset>(dateTime), source, line)
    {
    }

    public StartAt(DateTimeOffset dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<DateTimeOffset>(dateTime), source, line)
    {
    }

    public StartAt(Variable<DateTimeOffset> dateTime, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<DateTimeOffset>(dateTime), source, line)
    {
    }

    [Input] public Input<DateTimeOffset> DateTime { get; set; } = null!;

    public static StartAt From(DateTimeOffset value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(value, source, line);

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new StartAtPayload(DateTime.Get(context.ExpressionExecutionContext));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var now = context.WorkflowExecutionContext.Now;
        var executeAt = DateTime.Get(context);
        context.JournalData["Executed At"] = now;
        if (context.IsTriggerOfWorkflow() || executeAt <= now) await context.CompleteActivityAsync();
        else context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new StartAtPayload(executeAt.ToUniversalTime()) });
    }
}
