using Elsa.Workflows.Runtime.Messages;

namespace Elsa.Workflows.Runtime;

/// <summary>Hands out clients of instances.</summary>
public interface IWorkflowRuntime
{
    /// <summary>A client of an instance that does not exist yet.</summary>
    ValueTask<IWorkflowClient> CreateClientAsync(CancellationToken cancellationToken = default);

    ValueTask<IWorkflowClient> CreateClientAsync(string? workflowInstanceId, CancellationToken cancellationToken = default);
}

/// <summary>Creates, runs and cancels one instance.</summary>
public interface IWorkflowClient
{
    string WorkflowInstanceId { get; }
    Task<CreateWorkflowInstanceResponse> CreateInstanceAsync(CreateWorkflowInstanceRequest request, CancellationToken cancellationToken = default);
    Task<RunWorkflowInstanceResponse> RunInstanceAsync(RunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);
    Task<RunWorkflowInstanceResponse> CreateAndRunInstanceAsync(CreateAndRunWorkflowInstanceRequest request, CancellationToken cancellationToken = default);
    Task CancelAsync(CancellationToken cancellationToken = default);
    Task<WorkflowState> ExportStateAsync(CancellationToken cancellationToken = default);
    Task<bool> InstanceExistsAsync(CancellationToken cancellationToken = default);
    Task<bool> DeleteAsync(CancellationToken cancellationToken = default);
}
