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
}
