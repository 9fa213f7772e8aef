using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Workflows.Engine.Expressions;

/// <summary>
/// A value as plain data, the only thing a script or template sees: null, bool, number, text, date, list, dictionary. Scripts never hold a .NET object, so
/// they can call nothing on it.
/// </summary>
internal static class PlainValue
{
    private const int MaxDepth = 32;

    public static object? From(object? value) => From(value, 0);

    private static object? From(object? value, int depth)
    {
        if (depth > MaxDepth) return null;
        return value switch
        {
            null => null,
            string or bool or DateTime or DateTimeOffset => value,
            byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal => value,
            char or Guid or Uri or Version => value.ToString(),
            Enum e => e.ToString(),
            DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan span => span.ToString(),
            Type type => type.FullName,
            JsonElement json => FromJson(json, depth),
            JsonNode json => FromJson(JsonSerializer.SerializeToElement(json), depth),
            Stream or Delegate => value,
            IDictionary<string, object?> map => map.ToDictionary(x => x.Key, x => From(x.Value, depth + 1)),
            IDictionary map => map.Cast<DictionaryEntry>().ToDictionary(x => x.Key.ToString()!, x => From(x.Value, depth + 1)),
            IEnumerable list => list.Cast<object?>().Select(x => From(x, depth + 1)).ToList(),
            _ => FromProperties(value, depth)
        };
    }

    private static object? FromJson(JsonElement json, int depth) => json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(x => From(x, depth + 1)).ToList(),
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(x => x.Name, x => From(x.Value, depth + 1)),
        _ => null
    };

    private static PlainRecord FromProperties(object value, int depth)
    {
        var record = new PlainRecord();
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.CanRead && property.GetIndexParameters().Length == 0)
                record[property.Name] = From(property.GetValue(value), depth + 1);
        return record;
    }
}

/// <summary>The data of a .NET object; scripts may write its members with a small first letter too.</summary>
internal sealed class PlainRecord() : Dictionary<string, object?>(StringComparer.Ordinal);
