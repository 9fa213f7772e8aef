using System.Text;

namespace Workflows.Engine.Serialization;

/// <summary>In which line of a JSON text something stands. The text is read again for it: only messages need it.</summary>
internal static class JsonLines
{
    /// <summary>The path with its line; where the member is missing, the line of the nearest one around it.</summary>
    public static JsonPlace Find(string text, string path)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (found, line) in Places(text)) lines.TryAdd(found, line);
        for (var nearest = path; nearest.Length > 0; nearest = nearest[..Math.Max(0, nearest.LastIndexOfAny(['.', '[']))])
            if (lines.TryGetValue(nearest, out var line))
                return new JsonPlace(path, line);
        return new JsonPlace(path);
    }

    /// <summary>The first member that its object has already, and the line of the second one.</summary>
    public static (string Path, int Line)? FirstTwice(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in Places(text))
            if (!seen.Add(place.Path))
                return place;
        return null;
    }

    private static List<(string Path, int Line)> Places(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = Json.MaxDepth });
        var places = new List<(string, int)>();
        var open = new Stack<(string Path, int Item)>();
        string? member = null;
        var (line, at) = (1, 0);
        while (reader.Read())
        {
            for (; at < reader.TokenStartIndex; at++)
                if (bytes[at] == (byte)'\n')
                    line++;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                member = $"{open.Peek().Path}.{reader.GetString()}";
                places.Add((member, line));
                continue;
            }

            var path = member ?? NextItem();
            if (member is null) places.Add((path, line));
            member = null;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) open.Push((path, 0));
        }

        return places;

        string NextItem()
        {
            if (open.Count == 0) return "$";
            var (list, item) = open.Pop();
            open.Push((list, item + 1));
            return $"{list}[{item}]";
        }
    }
}
