namespace Workflows.Engine.Definitions;

/// <inheritdoc />
internal sealed class DeleteDefinitions(IWorkflowStore store, DefinitionActivities activities, WorkflowGraphs graphs) : IWorkflowDefinitionManager
{
    public async Task<long> DeleteByDefinitionIdAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var versions = await VersionsAsync(definitionId, cancellationToken);
        foreach (var version in versions) await DeleteAsync(version, cancellationToken);
        return versions.Count;
    }

    public async Task<bool> DeleteByIdAsync(string id, CancellationToken cancellationToken = default) =>
        await store.FindDefinitionVersionAsync(id, cancellationToken) is { } found && await DeleteVersionAsync(found, cancellationToken);

    public async Task<bool> DeleteVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default) =>
        await store.FindDefinitionAsync(definitionId, VersionOptions.SpecificVersion(version), cancellationToken) is { } found && await DeleteVersionAsync(found, cancellationToken);

    public async Task<bool> DeleteVersionAsync(WorkflowDefinition definitionToDelete, CancellationToken cancellationToken)
    {
        var others = (await VersionsAsync(definitionToDelete.DefinitionId, cancellationToken)).Where(x => x.Id != definitionToDelete.Id).ToList();
        await DeleteAsync(definitionToDelete, cancellationToken);
        // A definition always has a latest version: without one nobody could open it.
        if (definitionToDelete.IsLatest && others.MaxBy(x => x.Version) is { } last)
        {
            last.IsLatest = true;
            store.SaveDefinition(last);
        }

        return true;
    }

    public async Task<long> BulkDeleteByDefinitionIdsAsync(IEnumerable<string> definitionIds, CancellationToken cancellationToken = default)
    {
        var deleted = 0L;
        foreach (var id in definitionIds.Distinct(StringComparer.Ordinal)) deleted += await DeleteByDefinitionIdAsync(id, cancellationToken);
        return deleted;
    }

    public async Task<long> BulkDeleteByIdsAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default)
    {
        var deleted = 0L;
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
            if (await DeleteByIdAsync(id, cancellationToken))
                deleted++;
        return deleted;
    }

    private async Task DeleteAsync(WorkflowDefinition version, CancellationToken cancellationToken)
    {
        var instances = await store.ListInstancesAsync(new WorkflowInstanceFilter { DefinitionVersionId = version.Id }, cancellationToken: cancellationToken);
        foreach (var instance in instances.Items) await store.DeleteInstanceAsync(instance.Id, cancellationToken);
        if (version.IsPublished) await store.ReplaceTriggersAsync(version.DefinitionId, [], cancellationToken);
        graphs.Forget(version.Id);
        store.DeleteDefinition(version);
        await activities.ChangedAsync(version, cancellationToken);
    }

    private async Task<IReadOnlyCollection<WorkflowDefinition>> VersionsAsync(string definitionId, CancellationToken cancellationToken) =>
        [.. (await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId, VersionOptions = VersionOptions.All }, cancellationToken: cancellationToken)).Items];
}
