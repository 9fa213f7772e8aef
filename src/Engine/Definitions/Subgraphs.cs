using System.Text.Json.Nodes;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>
/// Parts of a version's graph, as an editor reads them. A definition that runs as an activity is opened only here: the stored JSON never holds the graph inside.
/// </summary>
public sealed class Subgraphs(IWorkflowStore store, MissingActivities missing, IIdentityGenerator ids)
{
    /// <summary>
    /// The node <c>{ nodeId, port, activity, children }</c> of that id (none given: the root). An activity that stands for a definition has that definition's
    /// graph as its <c>root</c>, with the node ids of this place. Null if there is no such version or node.
    /// </summary>
    public async Task<JsonObject?> FindAsync(string versionId, string? parentNodeId = null, CancellationToken cancellationToken = default) =>
        await PathAsync(versionId, parentNodeId, cancellationToken) is [.., var last] ? Node(await OpenAsync(last, cancellationToken)) : null;

    /// <summary>
    /// The way to a node: <c>{ childNode, container, pathSegments }</c>, where the container is the innermost activity around it that is drawn on its own and the
    /// segments lead to it from outside. Null if there is no such version or node.
    /// </summary>
    public async Task<JsonObject?> FindSegmentsAsync(string versionId, string childNodeId, CancellationToken cancellationToken = default)
    {
        if (await PathAsync(versionId, childNodeId, cancellationToken) is not { Count: > 0 } path) return null;
        var segments = new JsonArray();
        var container = path[0];
        for (var i = 0; i < path.Count - 1; i++)
        {
            var activity = path[i].Activity;
            if (ActivityJson.Text(activity["type"]) is not { } type || type == "Elsa.Flowchart") continue;
            container = path[i];
            segments.Add(new JsonObject
            {
                ["activityNodeId"] = activity["nodeId"]?.DeepClone(),
                ["activityId"] = activity["id"]?.DeepClone(),
                ["activityType"] = type,
                ["portName"] = path[i + 1].Port,
                ["activityName"] = ActivityJson.Text(activity["name"]) ?? type
            });
        }

        return new JsonObject { ["childNode"] = Node(path[^1]), ["container"] = Node(await OpenAsync(container, cancellationToken)), ["pathSegments"] = segments };
    }

    private sealed record Place(JsonObject Activity, string? Port);

    /// <summary>The activities from the root to the node, opening what stands for a definition on the way; empty if the way ends before the node.</summary>
    private async Task<List<Place>> PathAsync(string versionId, string? nodeId, CancellationToken cancellationToken)
    {
        if (await store.FindDefinitionVersionAsync(versionId, cancellationToken) is not { StringData.Length: > 0 } version) return [];
        var root = DefinitionModel.Root(version);
        ActivityJson.FillNodeIds(root, ids.GenerateId);
        var path = new List<Place> { new(root, "Root") };
        if (string.IsNullOrEmpty(nodeId) || nodeId == "Workflow1") return path;
        while (NodeId(path[^1]) != nodeId)
        {
            var next = ActivityJson.Children((await OpenAsync(path[^1], cancellationToken)).Activity, "")
                .Select(x => new Place(x.Activity, Port(x.Path)))
                .FirstOrDefault(x => NodeId(x) == nodeId || nodeId.StartsWith($"{NodeId(x)}:", StringComparison.Ordinal));
            if (next is null) return Around(path[^1]) == nodeId ? path : [];
            path.Add(next);
        }

        return path;
    }

    private async Task<Place> OpenAsync(Place place, CancellationToken cancellationToken)
    {
        if (ActivityJson.ComposedDefinition(place.Activity) is not { } definitionId || place.Activity["root"] is JsonObject) return place;
        var composed = new ComposedActivity(place.Activity, "");
        var inside = composed.VersionId is { Length: > 0 } id && await store.FindDefinitionVersionAsync(id, cancellationToken) is { } named && named.DefinitionId == definitionId
            ? named
            : await store.FindDefinitionAsync(definitionId, VersionOptions.SpecificVersion(composed.Version), cancellationToken)
                ?? await store.FindDefinitionAsync(definitionId, VersionOptions.Published, cancellationToken)
                ?? await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, cancellationToken);
        if (inside is not { StringData.Length: > 0 }) return place;
        var root = DefinitionModel.Root(inside);
        ActivityJson.FillNodeIds(root, ids.GenerateId, Around(place));
        place.Activity["root"] = root;
        return place;
    }

    private JsonObject Node(Place place)
    {
        var activity = (JsonObject)place.Activity.DeepClone();
        // Activities inside that stand for definitions stay closed: they are opened one by one.
        foreach (var (inner, _) in ActivityJson.All(activity).Skip(1).ToList())
            if (ActivityJson.ComposedDefinition(inner) is not null)
                inner.Remove("root");
        return new JsonObject { ["nodeId"] = NodeId(place), ["port"] = place.Port, ["activity"] = missing.Replace(activity), ["children"] = new JsonArray() };
    }

    /// <summary>The id of the workflow that an activity runs inside, as the graph has it.</summary>
    private static string Around(Place place) => $"{NodeId(place)}:Workflow1";

    private static string NodeId(Place place) => ActivityJson.Text(place.Activity["nodeId"]) ?? "";

    /// <summary>The first member of a path such as <c>.activities[3]</c>.</summary>
    private static string Port(string path) => Naming.Pascalize(path.TrimStart('.').Split('.', '[')[0]);
}
