using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Approvals;
using Workflows.Approvals.Forms;

namespace Workflows.Host.Forms;

/// <summary>Values of a form as people read them.</summary>
internal static class FormText
{
    /// <summary>Text or digits of a simple value; null for anything else.</summary>
    public static string? Of(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    public static bool? Flag(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The chosen option as printed; another text of an extensible enumeration stands for itself.</summary>
    public static string Option(FormField field, string key) => field.Options.FirstOrDefault(o => o.Key == key)?.Label.ToString() ?? key;

    /// <summary>A day as 2023年5月29日, a moment with its time in Shanghai; what is neither stands as entered.</summary>
    public static string Date(FormFieldType type, string text) =>
        type == FormFieldType.Date && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? ReadableDates.Day(day)
        : type == FormFieldType.DateTime && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? ReadableDates.Instant(moment)
        : text;

    /// <summary>字数 of a value with everything below it.</summary>
    public static int Words(JsonNode? value) => value switch
    {
        JsonArray items => items.Sum(Words),
        JsonObject members => members.Sum(m => Words(m.Value)),
        _ => Of(value) is { } text ? WordCount.Of(text) : 0,
    };

    /// <summary>The limit that a rule of the field sets, or null.</summary>
    public static int? Limit(FormField field, string rule, string argument) =>
        Of(field.Rule(rule)?.Arguments[argument]) is { } digits && decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var limit) ? (int)limit : null;

    /// <summary>The other language's text when it explains a text that is always Chinese; null in Chinese.</summary>
    public static string? Explanation(Label text) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? text.En : null;
}
