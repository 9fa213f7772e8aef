using Elsa.Scheduling.Bookmarks;

namespace Elsa.Scheduling.Activities;

/// <summary>
/// Starts the workflow each time a cron expression comes; inside a workflow it waits for the next time. Six fields, the first for seconds:
/// <c>0 0 9 * * *</c> is every day at nine.
/// </summary>
[Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval using a CRON expression.")]
public class Cron : EventGenerator
{
    public Cron([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public Cron(string cronExpression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(new Input<string>(cronExpression), source, line)
    {
    }

    public Cron(Input<string> cronExpression, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => CronExpression = cronExpression;

    [Input(Description = "The CRON expression at which the timer should execute.")] public Input<string> CronExpression { get; set; } = null!;

    public static Cron FromCronExpression(string value, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) => new(new Input<string>(value), source, line);

    protected override object GetTriggerPayload(TriggerIndexingContext context) => new CronTriggerPayload(CronExpression.Get(context.ExpressionExecutionContext) ?? "");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await context.CompleteActivityAsync();
            return;
        }

        var expression = CronExpression.Get(context) ?? "";
        var executeAt = context.GetRequiredService<ICronParser>().GetNextOccurrence(expression);
        context.JournalData["ExecuteAt"] = executeAt;
        context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new CronBookmarkPayload(executeAt, expression) });
    }
}
