namespace Elsa.Workflows.Management;

/// <summary>Deletes definitions and versions. With a version go its instances, with the last published one its triggers.</summary>
public interface IWorkflowDefinitionManager
{
    /// <returns>How many versions were deleted.</returns>
    Task<long> DeleteByDefinitionIdAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <returns>False if there is no version of that id.</returns>
    Task<bool> DeleteByIdAsync(string id, CancellationToken cancellationToken = default);

    Task<bool> DeleteVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default);
    Task<bool> DeleteVersionAsync(WorkflowDefinition definitionToDelete, CancellationToken cancellationToken);
    Task<long> BulkDeleteByDefinitionIdsAsync(IEnumerable<string> definitionIds, CancellationToken cancellationToken = default);
    Task<long> BulkDeleteByIdsAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default);
}
