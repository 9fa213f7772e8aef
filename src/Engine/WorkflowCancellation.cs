namespace Workflows.Engine;

/// <summary>Elsa's cancellation, over the <see cref="WorkflowRuntime"/>.</summary>
internal sealed class WorkflowCancellation(WorkflowRuntime runtime, IWorkflowStore store) : IWorkflowCancellationService
{
    public async Task<bool> CancelWorkflowAsync(string workflowInstanceId, CancellationToken cancellationToken = default) => (await runtime.CancelAsync(workflowInstanceId, cancellationToken)).Ran;

    public async Task<int> CancelWorkflowsAsync(IEnumerable<string> workflowInstanceIds, CancellationToken cancellationToken = default)
    {
        var count = 0;
        foreach (var id in workflowInstanceIds.Distinct(StringComparer.Ordinal).ToList())
            if (await CancelWorkflowAsync(id, cancellationToken))
                count++;
        return count;
    }

    public Task<int> CancelWorkflowByDefinitionVersionAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        CancelAsync(new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running, DefinitionVersionId = definitionVersionId }, cancellationToken);

    public async Task<int> CancelWorkflowByDefinitionAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default)
    {
        if (versionOptions.AllVersions) return await CancelAsync(new WorkflowInstanceFilter { WorkflowStatus = WorkflowStatus.Running, DefinitionId = definitionId }, cancellationToken);
        var definition = await store.FindDefinitionAsync(definitionId, versionOptions, cancellationToken);
        return definition == null ? 0 : await CancelWorkflowByDefinitionVersionAsync(definition.Id, cancellationToken);
    }

    private async Task<int> CancelAsync(WorkflowInstanceFilter filter, CancellationToken cancellationToken) =>
        await CancelWorkflowsAsync((await store.ListInstancesAsync(filter, cancellationToken: cancellationToken)).Items.Select(x => x.Id), cancellationToken);
}
