using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine;

/// <summary>Elsa's publisher, over the <see cref="WorkflowRuntime"/>.</summary>
internal sealed class EventPublisher(WorkflowRuntime runtime) : IEventPublisher
{
    public async Task PublishAsync(
        string eventName, string? correlationId = null, string? workflowInstanceId = null, string? activityInstanceId = null, object? payload = null, bool asynchronous = false, CancellationToken cancellationToken = default)
    {
        var stimulus = new EventStimulus(eventName);
        var metadata = new StimulusMetadata
        {
            CorrelationId = correlationId,
            WorkflowInstanceId = workflowInstanceId,
            ActivityInstanceId = activityInstanceId,
            Input = new Dictionary<string, object> { [Event.EventInputWorkflowInputKey] = payload ?? new Dictionary<string, object>() }
        };
        if (asynchronous || runtime.IsRunning) runtime.QueueStimulus(ActivityExecutionContextEventExtensions.EventTypeName, stimulus, metadata);
        else await runtime.SendStimulusAsync(ActivityExecutionContextEventExtensions.EventTypeName, stimulus, metadata, cancellationToken);
    }
}
