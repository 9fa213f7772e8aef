using System.Collections;
using System.Text;
using DotLiquid;

namespace Workflows.Engine.Expressions.Liquid;

/// <summary>Filters that the template language does not have, and those of its own that could make endless texts.</summary>
public static class LiquidFilters
{
    /// <summary>The text's UTF-8 bytes as base64.</summary>
    public static string? Base64(string? input) => input is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(input));

    /// <summary>The names of an object's members.</summary>
    public static IEnumerable? Keys(object? input) => input is IDictionary map ? map.Keys.Cast<object>().ToList() : null;

    /// <summary>The value as JSON.</summary>
    public static string Json(object? input) => JsonSerializer.Serialize(input, Workflows.Engine.Serialization.Json.Relaxed);

    public static string? Replace(Context context, string? input, string? @string, string? replacement = "")
    {
        if (string.IsNullOrEmpty(input) || string.IsNullOrEmpty(@string)) return input;
        var places = 0d;
        for (var at = input.IndexOf(@string, StringComparison.Ordinal); at >= 0; at = input.IndexOf(@string, at + @string.Length, StringComparison.Ordinal)) places++;
        BoundedText.Check(input.Length + places * (replacement?.Length ?? 0), context);
        return input.Replace(@string, replacement, StringComparison.Ordinal);
    }

    public static string? Join(Context context, IEnumerable? input, string? glue = " ")
    {
        if (input is null) return null;
        var texts = (input is string text ? [text] : input.Cast<object?>()).Select(x => Convert.ToString(x, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        BoundedText.Check(texts.Sum(x => (double)(x?.Length ?? 0) + (glue?.Length ?? 0)), context);
        return string.Join(glue, texts);
    }
}
