using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Approvals.Forms;

/// <summary>Reads JSON values without ever throwing, whatever a client has sent.</summary>
internal static class FormJson
{
    // As deep as System.Text.Json reads; a form needs four levels.
    private const int DeepestLevel = 64;

    // Stands where something was sent that cannot be read: a member twice, half a character, a number without digits.
    private const string Unreadable = "unreadable";

    /// <summary>A copy that can be read without surprises. What cannot be read at all is marked, see <see cref="IsUnreadable"/>.</summary>
    public static JsonNode? Clean(JsonNode? node, int level = 0)
    {
        try
        {
            return node switch
            {
                null => null,
                _ when level >= DeepestLevel => Mark(),
                JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Clean(m.Value, level + 1)))),
                JsonArray items => new JsonArray([.. items.Select(i => Clean(i, level + 1))]),
                _ => CleanValue(JsonElement.Parse(node.ToJsonString())),
            };
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or InvalidOperationException or JsonException or NotSupportedException)
        {
            return Mark();
        }
    }

    /// <summary>Whether <see cref="Clean"/> could not read what stood here.</summary>
    public static bool IsUnreadable(JsonNode? node) => node is JsonObject { Count: 1 } members && members.ContainsKey(Unreadable);

    /// <summary>The string, or null when it is none.</summary>
    public static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The number, or null when it is none or beyond decimal's range.</summary>
    public static decimal? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>True or false, or null when it is neither.</summary>
    public static bool? Flag(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The day, or null when it is none.</summary>
    public static DateOnly? Day(JsonNode? node) =>
        DateOnly.TryParseExact(Text(node), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The moment, or null when it is none.</summary>
    public static DateTimeOffset? Moment(JsonNode? node) =>
        DateTimeOffset.TryParseExact(Text(node), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <summary>Nothing entered: null, an empty text, or a list or object that holds nothing else.</summary>
    public static bool IsBlank([NotNullWhen(false)] JsonNode? node) => node switch
    {
        null => true,
        JsonArray items => items.All(i => IsBlank(i)),
        JsonObject members => members.All(m => IsBlank(m.Value)),
        _ => Text(node) is { } text && string.IsNullOrWhiteSpace(text),
    };

    public static bool Same(JsonNode? a, JsonNode? b) =>
        a is null || b is null ? a is null && b is null : Number(a) is { } number ? number == Number(b) : JsonNode.DeepEquals(a, b);

    private static JsonObject Mark() => new() { [Unreadable] = true };

    private static JsonNode? CleanValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonValue.Create(value.GetString()),
        // Zero has a sign and a scale in decimal; here it is just 0.
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? JsonValue.Create(number == 0 ? 0 : number) : JsonNode.Parse(value.GetRawText()),
        JsonValueKind.True => JsonValue.Create(true),
        JsonValueKind.False => JsonValue.Create(false),
        JsonValueKind.Object or JsonValueKind.Array => Mark(),
        _ => null,
    };
}
