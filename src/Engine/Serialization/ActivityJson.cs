using System.Text.Json.Nodes;

namespace Workflows.Engine.Serialization;

/// <summary>Walks the JSON of an activity, without knowing the activity's class.</summary>
public static class ActivityJson
{
    private static readonly HashSet<string> NotActivities = new(StringComparer.OrdinalIgnoreCase) { "customProperties", "metadata", "variables", "connections", "syntheticProperties" };

    /// <summary>Is it the JSON of an activity? It has a type and either an id or a version.</summary>
    public static bool IsActivity(JsonNode? node) => node is JsonObject json && Text(json["type"]) is { Length: > 0 } && (Text(json["id"]) is not null || json["version"] is JsonValue);

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    /// <summary>The activities directly inside, with the JSON path of each.</summary>
    public static IEnumerable<(JsonObject Activity, string Path)> Children(JsonObject activity, string path) =>
        activity.Where(member => !NotActivities.Contains(member.Key)).SelectMany(member => Inside(member.Value, $"{path}.{member.Key}"));

    /// <summary>The activity and all inside it, outermost first.</summary>
    public static IEnumerable<(JsonObject Activity, string Path)> All(JsonObject activity, string path = "$.root") =>
        Children(activity, path).SelectMany(child => All(child.Activity, child.Path)).Prepend((activity, path));

    /// <summary>
    /// Fills <c>nodeId</c> everywhere: the ids of the ancestors joined by colons, beginning with the workflow itself. An activity without an
    /// id gets one.
    /// </summary>
    public static void FillNodeIds(JsonObject root, Func<string> newId, string parentNodeId = "Workflow1")
    {
        if (Text(root["id"]) is not { Length: > 0 } id) root["id"] = id = newId();
        var nodeId = $"{parentNodeId}:{id}";
        root["nodeId"] = nodeId;
        foreach (var (child, _) in Children(root, "")) FillNodeIds(child, newId, nodeId);
    }

    /// <summary>An activity that stands for another workflow never keeps that workflow's root; an editor that has opened it sends it along.</summary>
    public static void DropComposedRoots(JsonObject root)
    {
        foreach (var (activity, _) in All(root).ToList())
            if (ComposedDefinition(activity) is not null)
                activity.Remove("root");
    }

    /// <summary>
    /// The id of the definition an activity stands for; null if it stands for none. That its members are plain texts tells it from an activity with an
    /// input of that name, such as one that starts a workflow.
    /// </summary>
    public static string? ComposedDefinition(JsonObject activity) =>
        Text(activity["workflowDefinitionId"]) is { Length: > 0 } id && activity.ContainsKey("workflowDefinitionVersionId") ? id : null;

    private static IEnumerable<(JsonObject, string)> Inside(JsonNode? node, string path) => node switch
    {
        JsonObject json when IsActivity(json) => [(json, path)],
        JsonObject json when json.ContainsKey("expression") || json.ContainsKey("memoryReference") => [],
        JsonObject json => json.SelectMany(member => Inside(member.Value, $"{path}.{member.Key}")),
        JsonArray array => array.SelectMany((item, index) => Inside(item, $"{path}[{index}]")),
        _ => []
    };
}
