using System.Text.Json.Nodes;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>What keeps a definition from being published.</summary>
public sealed class DefinitionCheck(IActivityRegistry registry, IOutputConverterRegistry converters, IEnumerable<IDefinitionRule> rules)
{
    /// <summary>What the engine itself cannot run, then what the rules of this installation object to.</summary>
    public IReadOnlyList<DefinitionFinding> Check(WorkflowDefinition definition)
    {
        var activities = ActivityJson.All(DefinitionModel.Root(definition)).ToList();
        return
        [
            .. TwiceUsedIds(activities),
            .. activities.SelectMany(item => UnknownType(item.Activity, item.Path)),
            .. activities.SelectMany(item => LooseConnections(item.Activity, item.Path)),
            .. activities.SelectMany(item => UnknownConverters(item.Activity, item.Path)),
            .. rules.SelectMany(rule => rule.Check(definition)),
        ];
    }

    private IEnumerable<DefinitionFinding> UnknownConverters(JsonObject activity, string path) =>
        from member in activity
        let id = member.Value is JsonObject { } output && output["memoryReference"] is JsonObject ? ActivityJson.Text((output["converter"] as JsonObject)?["id"]) : null
        where id is not null && converters.Find(id) is null
        select new DefinitionFinding(
            $"{path}.{member.Key}.converter", $"Expected an installed output converter, found \"{id}\".", "Choose one of the list, or none.", ActivityJson.Text(activity["id"])) { Code = "converter.unknown", Arguments = [id], Member = member.Key };

    private static IEnumerable<DefinitionFinding> TwiceUsedIds(List<(JsonObject Activity, string Path)> activities) =>
        from item in activities
        group item by ActivityJson.Text(item.Activity["nodeId"]) into same
        where same.Count() > 1
        let id = ActivityJson.Text(same.First().Activity["id"])
        select new DefinitionFinding(same.Last().Path, $"Expected every activity to have an id of its own, found \"{id}\" {same.Count()} times.", "Give each another id.", id) { Code = "activity.id-twice", Arguments = [id ?? "", same.Count()] };

    /// <summary>What stands for another definition is looked for in the store, not among the installed types.</summary>
    private IEnumerable<DefinitionFinding> UnknownType(JsonObject activity, string path)
    {
        if (ActivityJson.ComposedDefinition(activity) is not null) yield break;
        var type = ActivityJson.Text(activity["type"]) ?? "";
        var version = ActivityJson.Number(activity["version"]);
        if ((version == 0 ? registry.Find(type) : registry.Find(type, version)) is null)
            yield return new DefinitionFinding(path, $"Expected an installed activity type, found \"{type}\" version {version}.", "Install it, or take the activity out.", ActivityJson.Text(activity["id"])) { Code = "activity.type-missing", Arguments = [type, version] };
    }

    private static IEnumerable<DefinitionFinding> LooseConnections(JsonObject container, string path)
    {
        if (container["connections"] is not JsonArray connections) yield break;
        var ids = (container["activities"] as JsonArray ?? []).OfType<JsonObject>().Select(activity => ActivityJson.Text(activity["id"])).ToHashSet();
        for (var i = 0; i < connections.Count; i++)
            foreach (var (end, beside) in ((string, string)[])[("source", "sourcePort"), ("target", "targetPort")])
                if (connections[i] is not JsonObject connection || ActivityReader.ConnectionEnd(connection, end, beside).Activity is not { } id || !ids.Contains(id))
                    yield return new DefinitionFinding($"{path}.connections[{i}].{end}", "Expected the connection to begin and end at an activity of the chart, found one that does not.", "Draw it again, or delete it.") { Code = "connection.loose" };
    }
}
