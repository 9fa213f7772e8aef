using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Host.Api;

/// <summary>JSON of the API: camel case, enum values by name, Chinese readable, ids as strings, because JavaScript loses digits above 2^53.</summary>
public static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new IdAsText());
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(NoGaps);
    }

    /// <summary>A list of things or words has something in each place: that is said by its type, but nothing else checks it.</summary>
    private static void NoGaps(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Enumerable || type.ElementType is not { IsValueType: false } element) return;
        if (element != typeof(string) && element.Namespace?.StartsWith("Workflows.", StringComparison.Ordinal) != true) return;
        type.OnDeserialized = list =>
        {
            if (((IEnumerable)list).Cast<object?>().Contains(null)) throw new JsonException();
        };
    }

    private sealed class IdAsText : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetInt64(out var number) => number,
            JsonTokenType.String when long.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var text) => text,
            _ => throw new JsonException(),
        };

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }
}
