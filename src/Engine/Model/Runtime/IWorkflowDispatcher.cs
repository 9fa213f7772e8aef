using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;

namespace Elsa.Workflows.Runtime
{
    /// <summary>Does things after the commit, in units of work of their own.</summary>
    public interface IWorkflowDispatcher
    {
        Task<DispatchWorkflowResponse> DispatchAsync(DispatchWorkflowDefinitionRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);
        Task<DispatchWorkflowResponse> DispatchAsync(DispatchWorkflowInstanceRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);
        Task<DispatchWorkflowResponse> DispatchAsync(DispatchTriggerWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);
        Task<DispatchWorkflowResponse> DispatchAsync(DispatchResumeWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default);
    }

    /// <summary>Where to dispatch. This engine has one queue; the channel is kept for definitions that name one.</summary>
    public class DispatchWorkflowOptions
    {
        public string? Channel { get; set; }
    }
}

namespace Elsa.Workflows.Runtime.Requests
{
    /// <summary>Start an instance of a version.</summary>
    public class DispatchWorkflowDefinitionRequest
    {
        public DispatchWorkflowDefinitionRequest()
        {
        }

        public DispatchWorkflowDefinitionRequest(string definitionVersionId) => DefinitionVersionId = definitionVersionId;

        public string DefinitionVersionId { get; set; } = null!;
        public string? ParentWorkflowInstanceId { get; set; }
        public IDictionary<string, object>? Input { get; set; }
        public IDictionary<string, object>? Properties { get; set; }
        public string? CorrelationId { get; set; }
        public string? InstanceId { get; set; }
        public string? TriggerActivityId { get; set; }
        public string? SchedulingActivityExecutionId { get; set; }
        public string? SchedulingWorkflowInstanceId { get; set; }
        public int? SchedulingCallStackDepth { get; set; }
    }

    /// <summary>Resume a bookmark of an instance.</summary>
    public class DispatchWorkflowInstanceRequest
    {
        public DispatchWorkflowInstanceRequest()
        {
        }

        public DispatchWorkflowInstanceRequest(string instanceId) => InstanceId = instanceId;

        public string InstanceId { get; init; } = null!;
        public string? BookmarkId { get; set; }
        public ActivityHandle? ActivityHandle { get; init; }
        public IDictionary<string, object>? Input { get; init; }
        public IDictionary<string, object>? Properties { get; init; }
        public string? CorrelationId { get; init; }
    }

    /// <summary>Send a stimulus.</summary>
    public class DispatchTriggerWorkflowsRequest(string activityTypeName, object bookmarkPayload)
    {
        public string ActivityTypeName { get; init; } = activityTypeName;
        public object BookmarkPayload { get; init; } = bookmarkPayload;
        public string? CorrelationId { get; set; }
        public string? WorkflowInstanceId { get; set; }
        public string? ActivityInstanceId { get; set; }
        public IDictionary<string, object>? Input { get; set; }
        public IDictionary<string, object>? Properties { get; set; }
    }

    /// <summary>Send a stimulus.</summary>
    public record DispatchResumeWorkflowsRequest(
        string ActivityTypeName,
        object BookmarkPayload,
        string? CorrelationId = null,
        string? WorkflowInstanceId = null,
        string? ActivityInstanceId = null,
        IDictionary<string, object>? Input = null);
}

namespace Elsa.Workflows.Runtime.Responses
{
    /// <summary>Accepted, or why not.</summary>
    public record DispatchWorkflowResponse(FaultException? Fault)
    {
        public bool Succeeded => Fault == null;
        public static DispatchWorkflowResponse Success() => new((FaultException?)null);

        public void ThrowIfFailed()
        {
            if (Fault != null) throw Fault;
        }
    }
}
