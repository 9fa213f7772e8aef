using Elsa.Workflows.Runtime.Requests;
using Elsa.Workflows.Runtime.Responses;

namespace Workflows.Engine;

/// <summary>Elsa's dispatcher: everything is queued, and worked off after the commit.</summary>
internal sealed class WorkflowDispatcher(WorkflowRuntime runtime) : IWorkflowDispatcher
{
    public Task<DispatchWorkflowResponse> DispatchAsync(DispatchWorkflowDefinitionRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default)
    {
        runtime.QueueStart(WorkflowDefinitionHandle.ByDefinitionVersionId(request.DefinitionVersionId), new WorkflowStart
        {
            InstanceId = request.InstanceId,
            CorrelationId = request.CorrelationId,
            Input = request.Input,
            Properties = request.Properties,
            ParentInstanceId = request.ParentWorkflowInstanceId,
            TriggerActivityId = request.TriggerActivityId,
            SchedulingActivityExecutionId = request.SchedulingActivityExecutionId,
            SchedulingWorkflowInstanceId = request.SchedulingWorkflowInstanceId,
            SchedulingCallStackDepth = request.SchedulingCallStackDepth
        });
        return Accepted;
    }

    public Task<DispatchWorkflowResponse> DispatchAsync(DispatchWorkflowInstanceRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default)
    {
        var bookmarkId = request.BookmarkId ?? throw new ArgumentException("Expected the bookmark to resume, found none. An instance is dispatched by one of its bookmarks.", nameof(request));
        runtime.QueueResume(bookmarkId, request.InstanceId, request.Input);
        return Accepted;
    }

    public Task<DispatchWorkflowResponse> DispatchAsync(DispatchTriggerWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default)
    {
        runtime.QueueStimulus(request.ActivityTypeName, request.BookmarkPayload, new StimulusMetadata
        {
            CorrelationId = request.CorrelationId,
            WorkflowInstanceId = request.WorkflowInstanceId,
            ActivityInstanceId = request.ActivityInstanceId,
            Input = request.Input,
            Properties = request.Properties
        });
        return Accepted;
    }

    public Task<DispatchWorkflowResponse> DispatchAsync(DispatchResumeWorkflowsRequest request, DispatchWorkflowOptions? options, CancellationToken cancellationToken = default)
    {
        runtime.QueueStimulus(request.ActivityTypeName, request.BookmarkPayload, new StimulusMetadata
        {
            CorrelationId = request.CorrelationId,
            WorkflowInstanceId = request.WorkflowInstanceId,
            ActivityInstanceId = request.ActivityInstanceId,
            Input = request.Input
        });
        return Accepted;
    }

    private static Task<DispatchWorkflowResponse> Accepted => Task.FromResult(DispatchWorkflowResponse.Success());
}
