namespace Elsa.Workflows.Runtime;

/// <summary>Publishes events.</summary>
public interface IEventPublisher
{
    /// <param name="eventName">The event.</param>
    /// <param name="correlationId">Only instances with this correlation id hear it; null: all.</param>
    /// <param name="workflowInstanceId">Only this instance hears it; null: all.</param>
    /// <param name="activityInstanceId">Only this activity instance hears it; null: all.</param>
    /// <param name="payload">What the event carries.</param>
    /// <param name="asynchronous">True: delivered after the commit. An event published while an instance runs always is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PublishAsync(
        string eventName, string? correlationId = null, string? workflowInstanceId = null, string? activityInstanceId = null, object? payload = null, bool asynchronous = false, CancellationToken cancellationToken = default);
}
