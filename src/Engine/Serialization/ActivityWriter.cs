using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

namespace Workflows.Engine.Serialization;

/// <summary>
/// Writes activities built in C# as the JSON that <see cref="ActivityReader"/> reads. A C# delegate cannot be written: its input has no expression. A
/// placeholder becomes the JSON it stands for.
/// </summary>
public sealed class ActivityWriter(IWellKnownTypeRegistry types)
{
    public JsonObject Write(IActivity activity)
    {
        if (activity is NotFoundActivity { OriginalActivityJson: { Length: > 0 } original }) return JsonNode.Parse(original, documentOptions: Json.Document)!.AsObject();
        var json = new JsonObject
        {
            ["id"] = activity.Id,
            ["nodeId"] = activity.NodeId,
            ["name"] = activity.Name,
            ["type"] = activity.Type,
            ["version"] = activity.Version,
            ["customProperties"] = Plain(activity.CustomProperties),
            ["metadata"] = Plain(activity.Metadata)
        };
        return activity is WorkflowDefinitionActivity composed ? Write(composed, json) : WriteMembers(activity, json);
    }

    private JsonObject WriteMembers(object owner, JsonObject json)
    {
        foreach (var member in ActivityMember.Of(owner.GetType())) json[member.JsonName] = Value(member.Kind, member.Property.GetValue(owner));
        return json;
    }

    /// <summary>What stands for a definition is written with its arguments, and without the graph inside.</summary>
    private JsonObject Write(WorkflowDefinitionActivity activity, JsonObject json)
    {
        json["workflowDefinitionId"] = activity.WorkflowDefinitionId;
        json["workflowDefinitionVersionId"] = activity.WorkflowDefinitionVersionId;
        json["latestAvailablePublishedVersion"] = activity.LatestAvailablePublishedVersion;
        json["latestAvailablePublishedVersionId"] = activity.LatestAvailablePublishedVersionId;
        foreach (var (name, value) in activity.SyntheticProperties)
            json[Naming.Camelize(name)] = value switch { Input input => Write(input), Output output => Write(output), _ => null };
        return json;
    }

    public JsonObject Write(Variable variable) => new()
    {
        ["id"] = variable.Id,
        ["name"] = variable.Name,
        ["typeName"] = types.GetAliasOrDefault(variable.GetVariableType()),
        ["isArray"] = false,
        ["value"] = variable.Value.ConvertTo<string>(),
        ["storageDriverTypeName"] = variable.StorageDriverType is { } driver ? types.GetAliasOrDefault(driver) : null
    };

    private JsonNode? Value(MemberKind kind, object? value) => (kind, value) switch
    {
        (_, null or Delegate) => null,
        (MemberKind.Input, Input input) => Write(input),
        (MemberKind.Output, Output output) => Write(output),
        (MemberKind.Activity, IActivity child) => Write(child),
        (MemberKind.Activities, IEnumerable<IActivity> children) => new JsonArray([.. children.Select(Write)]),
        (MemberKind.Parts, System.Collections.IEnumerable parts) => new JsonArray([.. parts.Cast<object>().Select(part => WriteMembers(part, []))]),
        (MemberKind.Variables, IEnumerable<Variable> variables) => new JsonArray([.. variables.Select(Write)]),
        (MemberKind.Connections, IEnumerable<Connection> connections) => new JsonArray([.. connections.Select(Write)]),
        (_, IEnumerable<FlowSwitchCase> cases) => new JsonArray([.. cases.Select(x => new JsonObject { ["label"] = x.Label, ["condition"] = Write(x.Condition) })]),
        (_, Variable variable) => Write(variable),
        (_, Expression expression) => Write(expression),
        (_, Type type) => types.GetAliasOrDefault(type),
        _ => Plain(value)
    };

    private JsonObject Write(Input input)
    {
        var json = new JsonObject { ["typeName"] = types.GetAliasOrDefault(input.Type), ["expression"] = input.Expression is { } expression ? Write(expression) : null };
        if (input.MemoryBlockReference() is { Id: { Length: > 0 } id } and not Literal) json["memoryReference"] = new JsonObject { ["id"] = id };
        return json;
    }

    private JsonObject? Write(Output output)
    {
        if (output.MemoryBlockReference?.Invoke() is not { Id: { Length: > 0 } id }) return null;
        var json = new JsonObject
        {
            ["typeName"] = types.GetAliasOrDefault(output.GetType() is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(object)),
            ["memoryReference"] = new JsonObject { ["id"] = id }
        };
        if (output.Converter is { } converter)
            json["converter"] = new JsonObject { ["id"] = converter.Id, ["settings"] = converter.Settings is { } settings ? JsonSerializer.SerializeToNode(settings) : null };
        return json;
    }

    private JsonObject? Write(Expression expression) => expression.Value switch
    {
        Delegate or Output => null,
        Variable variable => new JsonObject { ["type"] = expression.Type, ["value"] = Write(variable) },
        InputDefinition input => new JsonObject { ["type"] = expression.Type, ["value"] = new JsonObject { ["name"] = input.Name, ["type"] = types.GetAliasOrDefault(input.Type) } },
        var value => new JsonObject { ["type"] = expression.Type, ["value"] = value is null or string ? (string?)value : Plain(value) }
    };

    private static JsonObject Write(Connection connection) => new()
    {
        ["source"] = new JsonObject { ["activity"] = connection.Source.Activity.Id, ["port"] = connection.Source.Port },
        ["target"] = new JsonObject { ["activity"] = connection.Target.Activity.Id, ["port"] = connection.Target.Port },
        ["vertices"] = Plain(connection.Vertices)
    };

    private static JsonNode? Plain(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), EngineJson.Options);
}
