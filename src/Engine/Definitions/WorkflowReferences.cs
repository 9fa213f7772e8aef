using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>An activity of a stored definition that stands for another definition.</summary>
internal sealed record ComposedActivity(JsonObject Json, string Path)
{
    public string DefinitionId => ActivityJson.ComposedDefinition(Json)!;
    public string? VersionId => ActivityJson.Text(Json["workflowDefinitionVersionId"]);
    public int Version => ActivityJson.Number(Json["version"]);

    public static IEnumerable<ComposedActivity> In(JsonObject root) =>
        ActivityJson.All(root).Where(x => ActivityJson.ComposedDefinition(x.Activity) is not null).Select(x => new ComposedActivity(x.Activity, x.Path));

    public static IEnumerable<ComposedActivity> In(WorkflowDefinition definition) => string.IsNullOrEmpty(definition.StringData) ? [] : In(DefinitionModel.Root(definition));

    /// <summary>Makes it stand for this version. The type follows the definition's name, which may have changed.</summary>
    public void MoveTo(WorkflowDefinition version)
    {
        if (DefinitionDescriber.TypeName(version) is { } type) Json["type"] = type;
        Json["version"] = version.Version;
        Json["workflowDefinitionVersionId"] = version.Id;
        Json["latestAvailablePublishedVersion"] = version.Version;
        Json["latestAvailablePublishedVersionId"] = version.Id;
    }
}

/// <inheritdoc cref="IWorkflowReferenceQuery"/>
internal sealed class WorkflowReferences(IWorkflowStore store) : IWorkflowReferenceQuery, IWorkflowReferenceGraphBuilder
{
    public async Task<IEnumerable<string>> ExecuteAsync(string workflowDefinitionId, CancellationToken cancellationToken = default)
    {
        var graph = await Uses(cancellationToken);
        return graph.Where(x => x.Target == workflowDefinitionId).Select(x => x.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
    }

    public Task<WorkflowReferenceGraph> BuildGraphAsync(string definitionId, CancellationToken cancellationToken = default) => BuildGraphAsync([definitionId], cancellationToken);

    public async Task<WorkflowReferenceGraph> BuildGraphAsync(IEnumerable<string> definitionIds, CancellationToken cancellationToken = default)
    {
        var roots = definitionIds.Distinct(StringComparer.Ordinal).ToList();
        var uses = (await Uses(cancellationToken)).ToLookup(x => x.Target, StringComparer.Ordinal);
        var edges = new HashSet<WorkflowReferenceEdge>();
        var open = new Queue<string>(roots);
        var seen = roots.ToHashSet(StringComparer.Ordinal);
        while (open.TryDequeue(out var definitionId))
            foreach (var edge in uses[definitionId])
            {
                edges.Add(edge);
                if (seen.Add(edge.Source)) open.Enqueue(edge.Source);
            }

        // What a consumer uses besides belongs to the picture too: it is moved on together.
        edges.UnionWith(uses.SelectMany(x => x).Where(x => edges.Any(y => y.Source == x.Source) && seen.Contains(x.Target)));
        return new WorkflowReferenceGraph(roots, edges);
    }

    private async Task<List<WorkflowReferenceEdge>> Uses(CancellationToken cancellationToken)
    {
        var versions = await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { VersionOptions = VersionOptions.LatestOrPublished }, cancellationToken: cancellationToken);
        return versions.Items.Where(x => x.StringData?.Contains("\"workflowDefinitionVersionId\"", StringComparison.Ordinal) == true)
            .SelectMany(version => ComposedActivity.In(version).Select(x => new WorkflowReferenceEdge(version.DefinitionId, x.DefinitionId)))
            .Where(x => x.Source != x.Target).Distinct().ToList();
    }
}
