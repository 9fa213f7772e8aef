using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Approvals.Audit;

/// <summary>What a change made of a thing, for the before and after of its entry: the members that differ, as JSON.</summary>
public sealed class Difference
{
    private readonly JsonObject before;

    private Difference(JsonObject before) => this.before = before;

    /// <summary>Remembers the thing as it is before the change.</summary>
    public static Difference From<T>(T thing) => new(ObjectOf(thing));

    /// <summary>Compares with the thing after the change; both are null when nothing differs.</summary>
    public (string? Before, string? After) To<T>(T thing)
    {
        var after = ObjectOf(thing);
        var (left, right) = (new JsonObject(), new JsonObject());
        foreach (var name in before.Select(m => m.Key).Union(after.Select(m => m.Key)))
        {
            if (JsonNode.DeepEquals(before[name], after[name])) continue;
            if (before[name] is { } old) left[name] = old.DeepClone();
            if (after[name] is { } now) right[name] = now.DeepClone();
        }
        return left.Count + right.Count == 0 ? (null, null) : (left.ToJsonString(Json.Options), right.ToJsonString(Json.Options));
    }

    private static JsonObject ObjectOf<T>(T thing) => (JsonObject)JsonSerializer.SerializeToNode(thing, Json.Options)!;
}
