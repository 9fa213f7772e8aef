using Elsa.Workflows.Management.Models;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <inheritdoc cref="IWorkflowReferenceUpdater"/>
internal sealed class UpdateReferences(IWorkflowStore store, IWorkflowDefinitionPublisher publisher, IWorkflowReferenceGraphBuilder references) : IWorkflowReferenceUpdater
{
    private bool _isUpdating;

    public async Task<UpdateWorkflowReferencesResult> UpdateWorkflowReferencesAsync(WorkflowDefinition referencedDefinition, CancellationToken cancellationToken = default)
    {
        if (_isUpdating || referencedDefinition is not { IsPublished: true, Options: { UsableAsActivity: true, AutoUpdateConsumingWorkflows: true } }) return new UpdateWorkflowReferencesResult([]);
        _isUpdating = true;
        try
        {
            return new UpdateWorkflowReferencesResult(await UpdateAsync(referencedDefinition, cancellationToken));
        }
        finally
        {
            _isUpdating = false;
        }
    }

    private async Task<List<WorkflowDefinition>> UpdateAsync(WorkflowDefinition referenced, CancellationToken cancellationToken)
    {
        var graph = await references.BuildGraphAsync(referenced.DefinitionId, cancellationToken);
        var targets = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal) { [referenced.DefinitionId] = referenced };
        var updated = new List<WorkflowDefinition>();
        foreach (var consumerId in InOrder(graph))
        {
            var moved = graph.GetDependencies(consumerId).Where(targets.ContainsKey).Distinct().Select(x => targets[x]).ToList();
            if (moved.Count == 0 || await MoveAsync(consumerId, moved, cancellationToken) is not { } consumer) continue;
            updated.Add(consumer);
            if (consumer.IsPublished) targets[consumerId] = consumer;
        }

        return updated;
    }

    /// <summary>A new version of the consumer on the versions given; null if it is on them already, or may not be changed.</summary>
    private async Task<WorkflowDefinition?> MoveAsync(string consumerId, List<WorkflowDefinition> targets, CancellationToken cancellationToken)
    {
        if (await store.FindDefinitionAsync(consumerId, VersionOptions.Latest, cancellationToken) is not { IsReadonly: false } latest) return null;
        if (Outdated(ComposedActivity.In(latest), targets).Count == 0) return null;

        var draft = (await publisher.GetDraftAsync(consumerId, VersionOptions.Latest, cancellationToken))!;
        var root = DefinitionModel.Root(draft);
        foreach (var (activity, target) in Outdated(ComposedActivity.In(root), targets)) activity.MoveTo(target);
        draft.StringData = root.ToJsonString(Json.Relaxed);
        await publisher.SaveDraftAsync(draft, cancellationToken);
        // A consumer that cannot be published on the new version keeps it as a draft, where the findings are shown.
        if (latest.IsPublished) await publisher.PublishAsync(draft, cancellationToken);
        return draft;
    }

    private static List<(ComposedActivity Activity, WorkflowDefinition Target)> Outdated(IEnumerable<ComposedActivity> activities, List<WorkflowDefinition> targets) =>
        (from activity in activities
         from target in targets
         where activity.DefinitionId == target.DefinitionId && activity.VersionId != target.Id
         select (activity, target)).ToList();

    /// <summary>Every consumer after all it uses; drafts may use one another in a circle, which ends where it began.</summary>
    private static List<string> InOrder(WorkflowReferenceGraph graph)
    {
        var ordered = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in graph.ConsumerDefinitionIds.Order(StringComparer.Ordinal)) Visit(id);
        return ordered;

        void Visit(string id)
        {
            if (!graph.ConsumerDefinitionIds.Contains(id) || !seen.Add(id)) return;
            foreach (var dependency in graph.GetDependencies(id).Order(StringComparer.Ordinal)) Visit(dependency);
            ordered.Add(id);
        }
    }
}
