using Elsa.Workflows.Runtime.Messages;

namespace Workflows.Engine;

/// <summary>Elsa's clients, over the <see cref="WorkflowRuntime"/>.</summary>
internal sealed class WorkflowClients(WorkflowRuntime runtime, IWorkflowStore store, IIdentityGenerator identityGenerator) : IWorkflowRuntime
{
    public ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default) => CreateClientAsync(null, cancellationToken);

    public ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IWorkflowClient>(new WorkflowClient(workflowInstanceId ?? identityGenerator.GenerateId(), runtime, store));
}

internal sealed class WorkflowClient(string workflowInstanceId, WorkflowRuntime runtime, IWorkflowStore store) : IWorkflowClient
{
    public string WorkflowInstanceId => workflowInstanceId;

    public async Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        var run = await runtime.CreateAsync(request.WorkflowDefinitionHandle, new WorkflowStart
        {
            InstanceId = workflowInstanceId,
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            Input = request.Input,
            Properties = request.Properties,
            ParentInstanceId = request.ParentId
        }, cancellationToken);
        Existing(run);
        return new CreateWorkflowInstanceResponse();
    }

    public async Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        var run = await runtime.RunAsync(workflowInstanceId, new RunWorkflowOptions
        {
            TriggerActivityId = request.TriggerActivityId,
            BookmarkId = request.BookmarkId,
            ActivityHandle = request.ActivityHandle,
            Input = request.Input,
            Properties = request.Properties
        }, cancellationToken);
        return Existing(run).ToResponse(request.IncludeWorkflowOutput);
    }

    public async Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default)
    {
        var run = await runtime.StartAsync(request.WorkflowDefinitionHandle, new WorkflowStart
        {
            InstanceId = workflowInstanceId,
            CorrelationId = request.CorrelationId,
            Name = request.Name,
            Input = request.Input,
            Properties = request.Properties,
            ParentInstanceId = request.ParentId,
            TriggerActivityId = request.TriggerActivityId,
            SchedulingActivityExecutionId = request.SchedulingActivityExecutionId,
            SchedulingWorkflowInstanceId = request.SchedulingWorkflowInstanceId,
            SchedulingCallStackDepth = request.SchedulingCallStackDepth
        }, cancellationToken);
        return Existing(run).ToResponse(request.IncludeWorkflowOutput);
    }

    public Task CancelAsync(CancellationToken cancellationToken = default) => runtime.CancelAsync(workflowInstanceId, cancellationToken);

    public async Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default) =>
        (await store.FindInstanceAsync(workflowInstanceId, cancellationToken))?.WorkflowState ?? throw Missing(RunOutcome.InstanceNotFound);

    public async Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default) => await store.FindInstanceAsync(workflowInstanceId, cancellationToken) != null;

    public async Task<bool> DeleteAsync(CancellationToken cancellationToken = default)
    {
        if (!await InstanceExistsAsync(cancellationToken)) return false;
        await store.DeleteInstanceAsync(workflowInstanceId, cancellationToken);
        return true;
    }

    private WorkflowInstance Existing(WorkflowRun run) => run.Instance ?? throw Missing(run.Outcome);

    private InvalidOperationException Missing(RunOutcome outcome) => new($"Expected instance {workflowInstanceId} to be there to run, found {outcome}.");
}
