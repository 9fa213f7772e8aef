using System.Dynamic;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Workflows.Engine.Storage;

/// <summary>
/// JSON as the engine stores it: camel case, enums by name, nulls left out, keys of dictionaries as they are. A value of no known type is
/// read as text, number, truth value, list of such, or an object whose members can be read by name.
/// </summary>
public static class EngineJson
{
    public static readonly JsonSerializerOptions Options = Create();

    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Options);
    public static T? Deserialize<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.Strict
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new TypeByName());
        options.Converters.Add(new PlainValue());
        options.Converters.Add(new VariableByType());
        options.MakeReadOnly(true);
        return options;
    }

    /// <summary>Types are written as "Namespace.Type, Assembly"; a type that is gone, or may not be stored, is read as <see cref="object"/>.</summary>
    private sealed class TypeByName : JsonConverter<Type>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Type).IsAssignableFrom(typeToConvert);

        public override Type Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            StoredTypes.Find(reader.GetString());

        public override void Write(Utf8JsonWriter writer, Type value, JsonSerializerOptions options) => writer.WriteStringValue(StoredTypes.NameOf(value));
    }

    private sealed class PlainValue : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null: return null;
                case JsonTokenType.True: return true;
                case JsonTokenType.False: return false;
                case JsonTokenType.String: return reader.GetString();
                case JsonTokenType.Number: return reader.TryGetInt32(out var small) ? small : reader.TryGetInt64(out var number) ? number : (object)reader.GetDouble();
                case JsonTokenType.StartArray:
                    var list = new List<object?>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Read(ref reader, typeof(object), options));
                    return list;
                case JsonTokenType.StartObject:
                    IDictionary<string, object?> members = new ExpandoObject();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    {
                        var name = reader.GetString()!;
                        reader.Read();
                        members[name] = Read(ref reader, typeof(object), options);
                    }

                    return members;
                default: throw new JsonException($"Expected a value, found {reader.TokenType}.");
            }
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            if (value.GetType() == typeof(object))
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
                return;
            }

            JsonSerializer.Serialize(writer, value, value.GetType(), options);
        }
    }

    private sealed class VariableByType : JsonConverter<Variable>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Variable).IsAssignableFrom(typeToConvert);

        public override Variable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<StoredVariable>(ref reader, options)!;
            var type = stored.TypeName ?? typeof(object);
            var variable = type == typeof(object) ? new Variable() : (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
            variable.Id = stored.Id!;
            variable.Name = stored.Name!;
            variable.StorageDriverType = stored.StorageDriverTypeName;
            variable.Value = variable.ParseValue(stored.Value);
            return variable;
        }

        public override void Write(Utf8JsonWriter writer, Variable value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new StoredVariable(value.Id, value.Name, value.GetVariableType(), value.Value, value.StorageDriverType), options);
    }

    private sealed record StoredVariable(string? Id, string? Name, Type? TypeName, object? Value, Type? StorageDriverTypeName);
}
