using System.Text;

namespace Workflows.Engine;

/// <summary>Turns values into the body of a message, and bodies into values.</summary>
public static class HttpContents
{
    /// <summary>Text and bytes as they are; other values as a form where the type says so, else as JSON.</summary>
    public static (byte[] Body, string ContentType) Write(object value, string? contentType)
    {
        var type = string.IsNullOrWhiteSpace(contentType) ? null : contentType.Trim();
        switch (value)
        {
            case byte[] bytes: return (bytes, type ?? "application/octet-stream");
            case string text: return (Encoding.UTF8.GetBytes(text), WithCharset(type ?? "text/plain"));
        }

        if (type?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            var fields = value.ConvertTo<Dictionary<string, object>>(new ObjectConverterOptions(DeserializeJsonObjectToObject: true)) ?? [];
            return (Encoding.UTF8.GetBytes(string.Join('&', fields.Select(x => $"{Uri.EscapeDataString(x.Key)}={Uri.EscapeDataString(x.Value.ConvertTo<string>() ?? "")}"))), type);
        }

        return (JsonSerializer.SerializeToUtf8Bytes(value, EngineJson.Options), WithCharset(type ?? "application/json"));
    }

    /// <summary>JSON as objects and lists, other text as text, everything else as bytes.</summary>
    /// <exception cref="JsonException">It says that it is JSON and is not.</exception>
    public static object? Read(byte[]? body, string? contentType)
    {
        if (body is not { Length: > 0 }) return null;
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        if (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal)) return JsonSerializer.Deserialize<object>(body, EngineJson.Options);
        return type.Length == 0 || type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal) || type.EndsWith("urlencoded", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(body)
            : body;
    }

    private static string WithCharset(string type) => type.Contains("charset", StringComparison.OrdinalIgnoreCase) ? type : $"{type}; charset=utf-8";
}
