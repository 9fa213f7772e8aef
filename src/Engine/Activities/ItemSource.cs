using System.Collections;

namespace Workflows.Engine;

/// <summary>What a loop over any value runs through.</summary>
internal static class ItemSource
{
    /// <summary>The items of a list or of JSON text with one; a single value is a list of one, nothing is an empty list.</summary>
    public static IReadOnlyList<object?> ItemsOf(object? value) => value switch
    {
        null or "" => [],
        string text => text.TrimStart().StartsWith('[') && TryRead(text) is { } list ? list : [text],
        JsonElement or System.Text.Json.Nodes.JsonNode => value.ConvertTo<object>(AsObjects) is IEnumerable read and not string ? ItemsOf(read) : [value.ConvertTo<object>(AsObjects)],
        IDictionary or IDictionary<string, object?> or byte[] => [value],
        IEnumerable many => many.Cast<object?>().ToList(),
        _ => [value]
    };

    private static readonly ObjectConverterOptions AsObjects = new(DeserializeJsonObjectToObject: true);

    private static List<object?>? TryRead(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<object?>>(text, EngineJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
