using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
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
        var activity = StandsForDefinition(json, descriptor) ?? (descriptor?.ClrType is { } clrType ? ActivityMaker.Make(clrType) : NotFound(json, type, version));

        activity.Id = ActivityJson.Text(json["id"])!;
        activity.NodeId = ActivityJson.Text(json["nodeId"])!;
        activity.Name = ActivityJson.Text(json["name"]);
        activity.CustomProperties = ValueReader.PlainMembers(json["customProperties"]);
        activity.Metadata = ValueReader.PlainMembers(json["metadata"]);
        if (activity is not (NotFoundActivity or WorkflowDefinitionActivity)) Fill(activity, json);
        return activity;
    }

    /// <summary>Sets the members of an activity, or of a part of one, that the JSON names.</summary>
    private void Fill(object target, JsonObject json)
    {
        var found = json.GroupBy(member => member.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().Value, StringComparer.OrdinalIgnoreCase);
        foreach (var member in ActivityMember.Of(target.GetType()))
            if (found.TryGetValue(member.JsonName, out var node) && node is not null && Value(member, node, target) is { } value)
                member.Property.SetValue(target, value);
    }

    private object? Value(ActivityMember member, JsonNode node, object owner) => member.Kind switch
    {
        MemberKind.Input => ReadInput(node, member.Property.PropertyType),
        MemberKind.Output => ReadOutput(node, member.Property.PropertyType),
        MemberKind.Activity => node is JsonObject child && ActivityJson.IsActivity(child) ? Known(owner, child) ?? Read(child) : null,
        MemberKind.Activities => node is JsonArray children ? children.OfType<JsonObject>().Where(ActivityJson.IsActivity).Select(Read).ToList() : null,
        MemberKind.Parts => node is JsonArray parts ? ReadParts(parts, ActivityShape.PartOf(member.Property.PropertyType)!) : null,
        MemberKind.Connections => node is JsonArray connections ? ReadConnections(connections, owner) : null,
        MemberKind.Variables => node is JsonArray variables ? variables.Select(values.ReadVariable).OfType<Variable>().ToList() : null,
        _ => node.Deserialize(member.Property.PropertyType, values.Options)
    };

    private System.Collections.IList ReadParts(JsonArray parts, Type type)
    {
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        foreach (var json in parts.OfType<JsonObject>())
        {
            var part = Activator.CreateInstance(type)!;
            Fill(part, json);
            list.Add(part);
        }

        return list;
    }

    internal Input? ReadInput(JsonNode node, Type inputType)
    {
        if (node is not JsonObject json) return Make(inputType, Expression.LiteralExpression(ValueReader.Plain(node)), new MemoryBlockReference());
        var expression = values.ReadExpression(json["expression"]);
        var block = ReadBlock(json["memoryReference"]);
        return expression is null && block is null ? null : Make(inputType, expression, block ?? new MemoryBlockReference());

        static Input Make(Type type, Expression? expression, MemoryBlockReference block) => (Input)Activator.CreateInstance(type, expression, block)!;
    }

    internal Output? ReadOutput(JsonNode node, Type outputType)
    {
        if (node is not JsonObject json || ReadBlock(json["memoryReference"]) is not { } block) return null;
        var output = (Output)Activator.CreateInstance(outputType, block)!;
        if (json["converter"] is JsonObject converter) output.Converter = converter.Deserialize<OutputConverterConfiguration>(values.Options);
        return output;
    }

    private static MemoryBlockReference? ReadBlock(JsonNode? node) => node is JsonObject json && ActivityJson.Text(json["id"]) is { Length: > 0 } id ? new MemoryBlockReference(id) : null;

    /// <summary>Connections come after the activities; one that leads to an activity that is not there is left out (publishing refuses it).</summary>
    private static List<Connection> ReadConnections(JsonArray connections, object owner)
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
    private static IActivity? Known(object owner, JsonObject child) => owner is Container container ? container.Activities.FirstOrDefault(activity => activity.Id == ActivityJson.Text(child["id"])) : null;

    /// <summary>An activity that stands for a definition says so itself; whether the definition is there is found out when the graph is built.</summary>
    private static WorkflowDefinitionActivity? StandsForDefinition(JsonObject json, ActivityDescriptor? descriptor)
    {
        var isDescribed = descriptor?.ClrType == typeof(WorkflowDefinitionActivity) && descriptor.ConstructionProperties.Count > 0;
        var definitionId = ActivityJson.ComposedDefinition(json) ?? (isDescribed ? Construct("WorkflowDefinitionId") : null);
        return definitionId is null ? null : new WorkflowDefinitionActivity
        {
            Type = ActivityJson.Text(json["type"])!,
            Version = ActivityJson.Number(json["version"]) is > 0 and var version ? version : descriptor?.Version ?? 1,
            WorkflowDefinitionId = definitionId,
            WorkflowDefinitionVersionId = ActivityJson.Text(json["workflowDefinitionVersionId"]) ?? (isDescribed ? Construct("WorkflowDefinitionVersionId") : null),
            LatestAvailablePublishedVersion = ActivityJson.Number(json["latestAvailablePublishedVersion"]),
            LatestAvailablePublishedVersionId = ActivityJson.Text(json["latestAvailablePublishedVersionId"]),
            Source = json
        };

        string? Construct(string name) => descriptor!.ConstructionProperties.TryGetValue(name, out var value) ? value as string : null;
    }

    private static NotFoundActivity NotFound(JsonObject json, string type, int version) =>
        new(missingTypeName: type) { MissingTypeVersion = version, OriginalActivityJson = json.ToJsonString(Json.Relaxed) };
}
