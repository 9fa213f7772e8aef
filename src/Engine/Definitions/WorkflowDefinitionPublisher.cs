using Elsa.Workflows.Management.Models;
using Workflows.Engine.Definitions;

namespace Elsa.Workflows.Management.Services;

/// <inheritdoc />
public class WorkflowDefinitionPublisher(
    IWorkflowStore store, IWorkflowDefinitionService definitions, TriggerIndexer triggers, DefinitionCheck check, ReferenceCheck references, DefinitionActivities activities, WorkflowGraphs graphs,
    WorkflowRuntime runtime, IIdentityGenerator ids, TimeProvider clock, IServiceProvider services)
    : IWorkflowDefinitionPublisher
{
    /// <summary>Marks a version that was published and taken back while others may run it as an activity: it is not changed any more.</summary>
    private const string WasPublished = "wasPublished";

    public async Task<PublishWorkflowDefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellationToken);
        return latest is null
            ? new PublishWorkflowDefinitionResult(false, [new WorkflowValidationError($"Expected a definition with the id {definitionId}, found none.")], new AffectedWorkflows([]))
            : await PublishAsync(latest, cancellationToken);
    }

    public async Task<PublishWorkflowDefinitionResult> PublishAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        var findings = (await references.CheckAsync(definition, cancellationToken)).Concat(check.Check(definition)).ToList();
        if (findings.Count > 0)
            return new PublishWorkflowDefinitionResult(false, [.. findings.Select(finding => new WorkflowValidationError($"{finding.Problem} {finding.Remedy}", finding.ActivityId))], new AffectedWorkflows([]));

        var unusable = await triggers.CheckAsync(await definitions.MaterializeWorkflowAsync(definition, cancellationToken), cancellationToken);
        if (unusable.Count > 0)
            return new PublishWorkflowDefinitionResult(false, [.. unusable.Select(finding => new WorkflowValidationError(finding.Problem, finding.ActivityId))], new AffectedWorkflows([]));

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
        await activities.ChangedAsync(definition, cancellationToken);
        var updated = await services.GetRequiredService<IWorkflowReferenceUpdater>().UpdateWorkflowReferencesAsync(definition, cancellationToken);
        return new PublishWorkflowDefinitionResult(true, [], new AffectedWorkflows([.. updated.UpdatedWorkflows]));
    }

    public async Task<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken = default) =>
        await store.FindDefinitionAsync(definitionId, VersionOptions.Published, cancellationToken) is { } published ? await RetractAsync(published, cancellationToken) : null;

    public async Task<WorkflowDefinition> RetractAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        definition.IsPublished = false;
        if (definition.Options.UsableAsActivity == true) definition.CustomProperties = new Dictionary<string, object>(definition.CustomProperties) { [WasPublished] = true };
        store.SaveDefinition(definition);
        graphs.Forget(definition.Id);
        await store.ReplaceTriggersAsync(definition.DefinitionId, [], cancellationToken);
        await activities.ChangedAsync(definition, cancellationToken);
        return definition;
    }

    public async Task<WorkflowDefinition?> RevertVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default)
    {
        var earlier = await store.FindDefinitionAsync(definitionId, VersionOptions.SpecificVersion(version), cancellationToken);
        return earlier is null ? null : await NextAsync(earlier, cancellationToken);
    }

    public async Task<WorkflowDefinition?> GetDraftAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default)
    {
        var found = await store.FindDefinitionAsync(definitionId, versionOptions, cancellationToken);
        if (found is null) return null;
        // A version that was retracted may still have instances, or be run by others: they keep it as it is.
        var isUsed = found.IsPublished || found.CustomProperties.ContainsKey(WasPublished) || await store.AnyInstanceAsync(new WorkflowInstanceFilter { DefinitionVersionId = found.Id }, cancellationToken);
        return found.IsLatest && !isUsed ? found : await NextAsync(found, cancellationToken);
    }

    public async Task<WorkflowDefinition> SaveDraftAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        store.SaveDefinition(definition);
        graphs.Forget(definition.Id);
        await activities.ChangedAsync(definition, cancellationToken);
        return definition;
    }

    /// <summary>A copy as the latest draft, with a new id and the next number.</summary>
    private async Task<WorkflowDefinition> NextAsync(WorkflowDefinition from, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(from.DefinitionId, cancellationToken);
        foreach (var latest in versions.Where(version => version.IsLatest))
        {
            latest.IsLatest = false;
            store.SaveDefinition(latest);
        }

        var next = from.ShallowClone();
        next.Id = ids.GenerateId();
        next.Version = versions.Max(version => version.Version) + 1;
        (next.IsLatest, next.IsPublished) = (true, false);
        (next.ProviderName, next.MaterializerName, next.MaterializerContext) = (null, "Json", null);
        next.CreatedAt = clock.GetUtcNow();
        next.CustomProperties = from.CustomProperties.Where(x => x.Key != WasPublished).ToDictionary();
        store.SaveDefinition(next);
        await activities.ChangedAsync(next, cancellationToken);
        return next;
    }

    private async Task<IReadOnlyCollection<WorkflowDefinition>> VersionsAsync(string definitionId, CancellationToken cancellationToken) =>
        [.. (await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId, VersionOptions = VersionOptions.All }, cancellationToken: cancellationToken)).Items];
}
