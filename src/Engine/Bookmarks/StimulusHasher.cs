using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Engine;

/// <summary>
/// SHA-256, in capital hexadecimal, over name, payload and activity instance id. The payload is taken as JSON with camel-case members in
/// alphabetical order and without those marked <see cref="ExcludeFromHashAttribute"/>, so that equal stimuli have equal hashes on every
/// machine and in every version.
/// </summary>
internal sealed class StimulusHasher : IStimulusHasher
{
    private static readonly JsonSerializerOptions Json = new(EngineJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutExcluded } }
    };

    public string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(stimulusName);
            if (payload != null) WriteSorted(writer, JsonSerializer.SerializeToElement(payload, payload.GetType(), Json));
            else writer.WriteNullValue();
            if (activityInstanceId != null) writer.WriteStringValue(activityInstanceId);
            writer.WriteEndArray();
        }

        return Convert.ToHexString(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(x => x.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteSorted(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) WriteSorted(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void LeaveOutExcluded(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].AttributeProvider?.IsDefined(typeof(ExcludeFromHashAttribute), true) == true)
                type.Properties.RemoveAt(i);
    }
}
