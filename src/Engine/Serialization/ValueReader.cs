using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Engine.Serialization;

/// <summary>Reads the parts of a definition that are not activities: variables, workflow inputs and outputs, expressions, plain values.</summary>
public sealed class ValueReader(IWellKnownTypeRegistry types)
{
    private JsonSerializerOptions? _options;

    /// <summary>Ordinary members of activities: enums by name, expressions and variables in their stored forms.</summary>
    public JsonSerializerOptions Options => _options ??= new JsonSerializerOptions(Json.Values)
    {
        Converters = { new By<Expression>(ReadExpression), new By<Variable>(ReadVariable), new By<InputDefinition>(ReadInputDefinition), new By<Type>(node => TypeOf(ActivityJson.Text(node))) }
    };

    /// <summary>The registered type of that name; object where there is none.</summary>
    public Type TypeOf(string? alias) => alias is { Length: > 0 } && types.TryGetType(alias, out var type) ? type : typeof(object);

    /// <summary>An expression <c>{type, value}</c>; a bare value is a literal. The value of <c>Variable</c> and <c>Input</c> may be an object or that object as text.</summary>
    public Expression? ReadExpression(JsonNode? node)
    {
        if (node is null) return null;
        if (node is not JsonObject json) return Expression.LiteralExpression(Plain(node));
        var type = ActivityJson.Text(json["type"]) ?? "Literal";
        var value = json["value"];
        return new Expression(type, type switch
        {
            "Variable" => ReadVariable(Embedded(value)),
            "Input" => ReadInputDefinition(Embedded(value)),
            "Object" when value is JsonObject or JsonArray => value.ToJsonString(Json.Relaxed),
            _ => Plain(value)
        });
    }

    public Variable? ReadVariable(JsonNode? node)
    {
        if (node is not JsonObject json) return null;
        var type = TypeOf(ActivityJson.Text(json["typeName"]));
        if (json["isArray"] is JsonValue array && array.TryGetValue<bool>(out var isArray) && isArray) type = type.MakeArrayType();
        var variable = type == typeof(object) ? new Variable() : (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
        variable.Name = ActivityJson.Text(json["name"]) ?? "";
        variable.Id = ActivityJson.Text(json["id"]) is { Length: > 0 } id ? id : variable.Name;
        variable.StorageDriverType = KnownTypes.Find(ActivityJson.Text(json["storageDriverTypeName"]));
        variable.Value = variable.TryParseValue(Plain(json["value"]), out var value) ? value : null;
        return variable;
    }

    public InputDefinition? ReadInputDefinition(JsonNode? node) => node is not JsonObject json ? null : new InputDefinition
    {
        Type = ArgumentType(json),
        Name = ActivityJson.Text(json["name"]) ?? "",
        DisplayName = ActivityJson.Text(json["displayName"]) ?? "",
        Description = ActivityJson.Text(json["description"]) ?? "",
        Category = ActivityJson.Text(json["category"]) ?? "",
        UIHint = ActivityJson.Text(json["uiHint"]) ?? "",
        StorageDriverType = KnownTypes.Find(ActivityJson.Text(json["storageDriverType"]))
    };

    public OutputDefinition? ReadOutputDefinition(JsonNode? node) => node is not JsonObject json ? null : new OutputDefinition
    {
        Type = ArgumentType(json),
        Name = ActivityJson.Text(json["name"]) ?? "",
        DisplayName = ActivityJson.Text(json["displayName"]) ?? "",
        Description = ActivityJson.Text(json["description"]) ?? "",
        Category = ActivityJson.Text(json["category"]) ?? ""
    };

    /// <summary>Text, number, truth value, list or object with members by name.</summary>
    public static object? Plain(JsonNode? node) => node.Deserialize<object>(EngineJson.Options);

    /// <summary>The members of an object as plain values.</summary>
    public static Dictionary<string, object> PlainMembers(JsonNode? node) => node is not JsonObject json
        ? []
        : json.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => Plain(member.Value)!, StringComparer.Ordinal);

    private Type ArgumentType(JsonObject json)
    {
        var type = TypeOf(ActivityJson.Text(json["type"]));
        return json["isArray"] is JsonValue array && array.TryGetValue<bool>(out var isArray) && isArray ? type.MakeArrayType() : type;
    }

    private static JsonNode? Embedded(JsonNode? value)
    {
        if (ActivityJson.Text(value) is not { Length: > 0 } text) return value;
        try
        {
            return JsonNode.Parse(text, documentOptions: Json.Document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class By<T>(Func<JsonNode?, T?> read) : JsonConverter<T> where T : class
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => read(JsonNode.Parse(ref reader));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            throw new NotSupportedException($"Expected only to read a {typeof(T).Name} here. Definitions are written from the JSON they were read from.");
    }
}
