using System.Dynamic;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace Workflows.Engine.Serialization;

/// <summary>The engine's ways of writing JSON.</summary>
public static class Json
{
    /// <summary>How deep a definition may be nested.</summary>
    public const int MaxDepth = 256;

    /// <summary>Values as they are, Chinese readable.</summary>
    public static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <summary>Conversion by way of JSON: names in any case, enums as names, numbers also from text.</summary>
    public static readonly JsonSerializerOptions Values = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = MaxDepth
    };

    /// <summary>Reading a definition: comments and commas at the end are forgiven, a member written twice is not.</summary>
    public static readonly JsonDocumentOptions Document = new() { MaxDepth = MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    /// <summary>Objects as <see cref="ExpandoObject"/>, arrays as lists, numbers as long or double.</summary>
    public static object? ToPlainObject(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                IDictionary<string, object?> members = new ExpandoObject();
                foreach (var member in json.EnumerateObject()) members[member.Name] = ToPlainObject(member.Value);
                return members;
            case JsonValueKind.Array: return json.EnumerateArray().Select(ToPlainObject).ToList();
            case JsonValueKind.String: return json.GetString();
            case JsonValueKind.Number: return json.TryGetInt64(out var whole) ? whole : json.GetDouble();
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            default: return null;
        }
    }
}
