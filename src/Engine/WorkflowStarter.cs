namespace Workflows.Engine;

/// <summary>Elsa's starter, over the <see cref="WorkflowRuntime"/>.</summary>
internal sealed class WorkflowStarter(WorkflowRuntime runtime) : IWorkflowStarter
{
    public async Task<StartWorkflowResponse> StartWorkflowAsync(StartWorkflowRequest request, CancellationToken cancellationToken = default)
    {
        var definition = request.WorkflowDefinitionHandle ?? request.Workflow?.DefinitionHandle
            ?? throw new ArgumentException("Expected a definition handle or a workflow to start, found neither.", nameof(request));
        var run = await runtime.StartAsync(definition, new WorkflowStart
        {
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            Input = request.Input,
            Properties = request.Properties,
            ParentInstanceId = request.ParentId,
            TriggerActivityId = request.TriggerActivityId
        }, cancellationToken);
        return run.Instance is not { } instance ? new StartWorkflowResponse { CannotStart = true } : new StartWorkflowResponse
        {
            WorkflowInstanceId = instance.Id,
            Status = instance.Status,
            SubStatus = instance.SubStatus,
            Bookmarks = instance.WorkflowState.Bookmarks,
            Incidents = instance.WorkflowState.Incidents
        };
    }
}
