using System.Text.Json.Nodes;
using Workflows.Engine.Descriptors;

namespace Workflows.Engine.Serialization;

/// <summary>
/// Makes activities of their JSON. An input that is null or missing keeps the default of its class; a type that is not installed becomes a
/// <see cref="NotFoundActivity"/> that carries the JSON.
/// </summary>
public sealed class ActivityReader(IActivityRegistry registry, ValueReader values)
{
    public IActivity Read(JsonObject json)
    {
        var type = ActivityJson.Text(json["type"]) ?? "";
        var version = ActivityJson.Number(json["version"]);
        var descriptor = version == 0 ? registry.Find(type) : registry.Find(type, version);
        var activity = descriptor?.ClrType is { } clrType ? ActivityMaker.Make(clrType) : NotFound(json, type, version);

        activity.Id = ActivityJson.Text(json["id"])!;
        activity.Name = ActivityJson.Text(json["name"]);
        activity.CustomProperties = ValueReader.PlainMembers(json["customProperties"]);
        activity.Metadata = ValueReader.PlainMembers(json["metadata"]);
        if (activity is NotFoundActivity) return activity;

        var found = json.GroupBy(member => member.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().Value, StringComparer.OrdinalIgnoreCase);
        foreach (var member in ActivityMember.Of(activity.GetType()))
            if (found.TryGetValue(member.JsonName, out var node) && node is not null && Value(member, node, activity) is { } value)
                member.Property.SetValue(activity, value);
        return activity;
    }

    private object? Value(ActivityMember member, JsonNode node, IActivity owner) => member.Kind switch
    {
        MemberKind.Input => ReadInput(node, member.Property.PropertyType),
        MemberKind.Output => ReadOutput(node, member.Property.PropertyType),
        MemberKind.Activity => node is JsonObject child && ActivityJson.IsActivity(child) ? Known(owner, child) ?? Read(child) : null,
        MemberKind.Activities => node is JsonArray children ? children.OfType<JsonObject>().Where(ActivityJson.IsActivity).Select(Read).ToList() : null,
        MemberKind.Connections => node is JsonArray connections ? ReadConnections(connections, owner) : null,
        MemberKind.Variables => node is JsonArray variables ? variables.Select(values.ReadVariable).OfType<Variable>().ToList() : null,
        _ => node.Deserialize(member.Property.PropertyType, values.Options)
    };

    private Input? ReadInput(JsonNode node, Type inputType)
    {
        if (node is not JsonObject json) return Make(inputType, Expression.LiteralExpression(ValueReader.Plain(node)), new MemoryBlockReference());
        var expression = values.ReadExpression(json["expression"]);
        var block = ReadBlock(json["memoryReference"]);
        return expression is null && block is null ? null : Make(inputType, expression, block ?? new MemoryBlockReference());

        static Input Make(Type type, Expression? expression, MemoryBlockReference block) => (Input)Activator.CreateInstance(type, expression, block)!;
    }

    private Output? ReadOutput(JsonNode node, Type outputType)
    {
        if (node is not JsonObject json || ReadBlock(json["memoryReference"]) is not { } block) return null;
        var output = (Output)Activator.CreateInstance(outputType, block)!;
        if (json["converter"] is JsonObject converter) output.Converter = converter.Deserialize<OutputConverterConfiguration>(values.Options);
        return output;
    }

    private static MemoryBlockReference? ReadBlock(JsonNode? node) => node is JsonObject json && ActivityJson.Text(json["id"]) is { Length: > 0 } id ? new MemoryBlockReference(id) : null;

    /// <summary>Connections come after the activities; one that leads to an activity that is not there is left out (publishing refuses it).</summary>
    private static List<Connection> ReadConnections(JsonArray connections, IActivity owner)
    {
        var byId = ((Container)owner).Activities.Where(activity => activity.Id is not null).GroupBy(activity => activity.Id).ToDictionary(group => group.Key, group => group.First());
        var read = new List<Connection>();
        foreach (var json in connections.OfType<JsonObject>())
        {
            var (source, sourcePort) = ConnectionEnd(json, "source", "sourcePort");
            var (target, targetPort) = ConnectionEnd(json, "target", "targetPort");
            if (source is null || target is null || !byId.TryGetValue(source, out var from) || !byId.TryGetValue(target, out var to)) continue;
            var connection = new Connection(new Endpoint(from, sourcePort), new Endpoint(to, targetPort));
            if (json["vertices"] is JsonArray vertices) connection.Vertices = vertices.Deserialize<List<Position>>(Json.Values) ?? [];
            read.Add(connection);
        }

        return read;
    }

    /// <summary>One end of a connection, in the present form <c>{activity, port}</c> or the old one (id, with the port beside it).</summary>
    internal static (string? Activity, string? Port) ConnectionEnd(JsonObject connection, string end, string portBeside) => connection[end] is JsonObject json
        ? (ActivityJson.Text(json["activity"]), ActivityJson.Text(json["port"]))
        : (ActivityJson.Text(connection[end]), ActivityJson.Text(connection[portBeside]));

    /// <summary>The start of a flowchart is one of its activities, not another one.</summary>
    private static IActivity? Known(IActivity owner, JsonObject child) => owner is Container container ? container.Activities.FirstOrDefault(activity => activity.Id == ActivityJson.Text(child["id"])) : null;

    private static NotFoundActivity NotFound(JsonObject json, string type, int version) =>
        new(missingTypeName: type) { MissingTypeVersion = version, OriginalActivityJson = json.ToJsonString(Json.Relaxed) };
}
