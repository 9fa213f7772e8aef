using Elsa.Workflows.Management.Models;
using Workflows.Engine.Definitions;

namespace Elsa.Workflows.Management.Services;

/// <inheritdoc />
public class WorkflowDefinitionPublisher(
    IWorkflowStore store, IWorkflowDefinitionService definitions, TriggerIndexer triggers, DefinitionCheck check, WorkflowGraphs graphs, WorkflowRuntime runtime, IIdentityGenerator ids,
    TimeProvider clock)
    : IWorkflowDefinitionPublisher
{
    public async Task<PublishWorkflowDefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellationToken);
        return latest is null
            ? new PublishWorkflowDefinitionResult(false, [new WorkflowValidationError($"Expected a definition with the id {definitionId}, found none.")], new AffectedWorkflows([]))
            : await PublishAsync(latest, cancellationToken);
    }

    public async Task<PublishWorkflowDefinitionResult> PublishAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        var findings = check.Check(definition);
        if (findings.Count > 0)
            return new PublishWorkflowDefinitionResult(false, [.. findings.Select(finding => new WorkflowValidationError($"{finding.Problem} {finding.Remedy}", finding.ActivityId))], new AffectedWorkflows([]));

        foreach (var other in await VersionsAsync(definition.DefinitionId, cancellationToken))
            if (other.Id != definition.Id && (other.IsLatest || other.IsPublished))
            {
                (other.IsLatest, other.IsPublished) = (false, false);
                store.SaveDefinition(other);
            }

        (definition.IsLatest, definition.IsPublished) = (true, true);
        store.SaveDefinition(definition);
        graphs.Forget(definition.Id);
        var graph = await definitions.MaterializeWorkflowAsync(definition, cancellationToken);
        var indexed = await triggers.IndexAsync(graph, cancellationToken);
        await store.ReplaceTriggersAsync(definition.DefinitionId, indexed, cancellationToken);
        runtime.QueueTriggers(indexed);
        return new PublishWorkflowDefinitionResult(true, [], new AffectedWorkflows([]));
    }

    public async Task<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken = default) =>
        await store.FindDefinitionAsync(definitionId, VersionOptions.Published, cancellationToken) is { } published ? await RetractAsync(published, cancellationToken) : null;

    public async Task<WorkflowDefinition> RetractAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        definition.IsPublished = false;
        store.SaveDefinition(definition);
        graphs.Forget(definition.Id);
        await store.ReplaceTriggersAsync(definition.DefinitionId, [], cancellationToken);
        return definition;
    }

    public async Task<WorkflowDefinition?> RevertVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default)
    {
        var earlier = await store.FindDefinitionAsync(definitionId, VersionOptions.SpecificVersion(version), cancellationToken);
        return earlier is null ? null : Next(earlier, await VersionsAsync(definitionId, cancellationToken));
    }

    public async Task<WorkflowDefinition?> GetDraftAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default)
    {
        var found = await store.FindDefinitionAsync(definitionId, versionOptions, cancellationToken);
        if (found is null) return null;
        // A version that was retracted may still have instances: they keep it as it is.
        var isUsed = found.IsPublished || await store.AnyInstanceAsync(new WorkflowInstanceFilter { DefinitionVersionId = found.Id }, cancellationToken);
        return found.IsLatest && !isUsed ? found : Next(found, await VersionsAsync(definitionId, cancellationToken));
    }

    public Task<WorkflowDefinition> SaveDraftAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        store.SaveDefinition(definition);
        graphs.Forget(definition.Id);
        return Task.FromResult(definition);
    }

    /// <summary>A copy as the latest draft, with a new id and the next number.</summary>
    private WorkflowDefinition Next(WorkflowDefinition from, IReadOnlyCollection<WorkflowDefinition> versions)
    {
        foreach (var latest in versions.Where(version => version.IsLatest))
        {
            latest.IsLatest = false;
            store.SaveDefinition(latest);
        }

        var next = from.ShallowClone();
        next.Id = ids.GenerateId();
        next.Version = versions.Max(version => version.Version) + 1;
        (next.IsLatest, next.IsPublished) = (true, false);
        (next.ProviderName, next.MaterializerContext) = (null, null);
        next.CreatedAt = clock.GetUtcNow();
        store.SaveDefinition(next);
        return next;
    }

    private async Task<IReadOnlyCollection<WorkflowDefinition>> VersionsAsync(string definitionId, CancellationToken cancellationToken) =>
        [.. (await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId, VersionOptions = VersionOptions.All }, cancellationToken: cancellationToken)).Items];
}
