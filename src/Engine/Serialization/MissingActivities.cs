using System.Text.Json.Nodes;

namespace Workflows.Engine.Serialization;

/// <summary>
/// Placeholders for activities whose type is not installed. An editor gets <c>Elsa.NotFoundActivity</c>, which it can draw and move; what it sends back is
/// turned into the original again.
/// </summary>
public sealed class MissingActivities(IActivityRegistry registry)
{
    private const string Placeholder = "Elsa.NotFoundActivity";

    /// <summary>The activity with a placeholder for each one inside whose type is not installed, itself included.</summary>
    public JsonObject Replace(JsonObject activity) => Exchange(activity, x => IsMissing(x) ? Stand(x) : null);

    /// <summary>The activity with the original in place of each placeholder, drawn where the placeholder is.</summary>
    public static JsonObject Restore(JsonObject activity) => Exchange(activity, Original);

    private static JsonObject Exchange(JsonObject activity, Func<JsonObject, JsonObject?> exchange)
    {
        if (exchange(activity) is { } other) return other;
        foreach (var (child, _) in ActivityJson.Children(activity, "").ToList())
            if (Exchange(child, exchange) is var changed && !ReferenceEquals(changed, child))
                child.ReplaceWith(changed);
        return activity;
    }

    private bool IsMissing(JsonObject activity)
    {
        var type = ActivityJson.Text(activity["type"])!;
        var version = ActivityJson.Number(activity["version"]);
        return (version == 0 ? registry.Find(type) : registry.Find(type, version)) is null;
    }

    private static JsonObject Stand(JsonObject original)
    {
        var type = ActivityJson.Text(original["type"]);
        var metadata = new JsonObject { ["displayText"] = $"Not Found: {type}" };
        if (original["metadata"]?["designer"] is { } designer) metadata["designer"] = designer.DeepClone();
        return new JsonObject
        {
            ["id"] = original["id"]?.DeepClone(),
            ["nodeId"] = original["nodeId"]?.DeepClone(),
            ["name"] = original["name"]?.DeepClone(),
            ["type"] = Placeholder,
            ["version"] = 1,
            ["missingTypeName"] = type,
            ["missingTypeVersion"] = ActivityJson.Number(original["version"]),
            ["originalActivityJson"] = original.ToJsonString(Json.Relaxed),
            ["customProperties"] = new JsonObject(),
            ["metadata"] = metadata
        };
    }

    private static JsonObject? Original(JsonObject activity)
    {
        if (ActivityJson.Text(activity["type"]) != Placeholder || ActivityJson.Text(activity["originalActivityJson"]) is not { Length: > 0 } text) return null;
        try
        {
            if (JsonNode.Parse(text, documentOptions: Json.Document) is not JsonObject original) return null;
            if (activity["metadata"]?["designer"] is { } designer)
            {
                if (original["metadata"] is not JsonObject metadata) original["metadata"] = metadata = [];
                metadata["designer"] = designer.DeepClone();
            }

            return original;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
