namespace Elsa.Workflows.Runtime;

/// <summary>Cancels instances; the answers count those that were running.</summary>
public interface IWorkflowCancellationService
{
    Task<bool> CancelWorkflowAsync(string workflowInstanceId, CancellationToken cancellationToken = default);
    Task<int> CancelWorkflowsAsync(IEnumerable<string> workflowInstanceIds, CancellationToken cancellationToken = default);
    Task<int> CancelWorkflowByDefinitionVersionAsync(string definitionVersionId, CancellationToken cancellationToken = default);
    Task<int> CancelWorkflowByDefinitionAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default);
}
