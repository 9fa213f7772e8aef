namespace Elsa.Workflows.Runtime.Activities;

/// <summary>Publishes an event, to all or to this instance alone. It is delivered after the commit.</summary>
[Activity("Elsa", "Primitives", "Publishes an event.")]
public class PublishEvent : Activity
{
    public PublishEvent([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    [Input(Description = "The name of the event to publish.")] public Input<string> EventName { get; set; } = null!;
    [Input(Description = "The correlation ID to scope the event to.")] public Input<string?> CorrelationId { get; set; } = null!;

    [Input(DisplayName = "Local event", Description = "Whether the event is local to the workflow. When checked, the event will be delivered to this workflow instance only.")]
    public Input<bool> IsLocalEvent { get; set; } = null!;

    [Input(Description = "The payload to send as the event body.")] public Input<object> Payload { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var correlationId = CorrelationId.GetOrDefault(context);
        await context.GetRequiredService<IEventPublisher>().PublishAsync(
            EventName.Get(context),
            string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
            IsLocalEvent.GetOrDefault(context) ? context.WorkflowExecutionContext.Id : null,
            null,
            Payload.GetOrDefault(context),
            true,
            context.CancellationToken);
        await context.CompleteActivityAsync();
    }
}
