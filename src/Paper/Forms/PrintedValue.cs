using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Forms;

namespace Workflows.Paper.Forms;

/// <summary>Values of a form as they are printed, always in Chinese.</summary>
internal static class PrintedValue
{
    /// <summary>Stands between the options of a choice.</summary>
    public const string Between = "  ";

    private const string Ticked = "■", Open = "□";

    /// <summary>The value of a field; empty when nothing was entered. A choice prints every option, the chosen one ticked.</summary>
    /// <param name="isNumbered">Each option on a line of its own, with its number.</param>
    public static string Of(FormField field, JsonNode? value, Func<string, string?> unitName, bool isNumbered = false) => field.Type switch
    {
        FormFieldType.Enum => Choices(field, [Text(value)], isNumbered),
        FormFieldType.EnumList => Choices(field, [.. (value as JsonArray)?.Select(Text) ?? []], isNumbered),
        FormFieldType.BoolList => Ticks(field, value as JsonArray),
        FormFieldType.Bool => value?.GetValueKind() switch { JsonValueKind.True => $"{Ticked}是  {Open}否", JsonValueKind.False => $"{Open}是  {Ticked}否", _ => $"{Open}是  {Open}否" },
        FormFieldType.Date => Day(Text(value)),
        FormFieldType.DateTime => Moment(Text(value)),
        FormFieldType.Unit => Text(value) is { } id ? unitName(id) ?? id : "",
        FormFieldType.File => Files(value),
        FormFieldType.FixedText => field.Required ? field.Text!.Zh : Text(value) ?? "",
        FormFieldType.Decimal when value is not null => Number(value, field.Decimals) + field.Suffix?.Zh,
        _ when value is JsonArray entries => string.Join('、', entries.Select(Text).OfType<string>()),
        _ => Text(value) is { Length: > 0 } text ? text + field.Suffix?.Zh : "",
    };

    /// <summary>The value in a table, which has no room for what was not chosen.</summary>
    public static string InTable(FormField field, JsonNode? value, Func<string, string?> unitName) =>
        field.Type == FormFieldType.Enum ? field.Options.FirstOrDefault(o => o.Key == Text(value))?.Label.Zh ?? Text(value) ?? "" : Of(field, value, unitName);

    /// <summary>What is asked only sometimes is printed when it was filled.</summary>
    public static bool IsShown(FormField field, JsonObject values) => field.ShowWhen is null || IsFilled(values[field.Key]);

    /// <summary>Whether anything was entered.</summary>
    public static bool IsFilled(JsonNode? value) => value switch
    {
        null => false,
        JsonArray items => items.Any(IsFilled),
        JsonObject members => members.Any(m => IsFilled(m.Value)),
        _ => Text(value) is not { } text || !string.IsNullOrWhiteSpace(text),
    };

    /// <summary>A day as 2023年5月29日.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private static string Choices(FormField field, IReadOnlyList<string?> chosen, bool isNumbered)
    {
        var options = field.Options.Select(o => (chosen.Contains(o.Key) ? Ticked : Open) + o.Label.Zh);
        var others = chosen.OfType<string>().Where(c => c.Length > 0 && field.Options.All(o => o.Key != c)).Select(c => Ticked + c);
        var all = options.Concat(others);
        return isNumbered ? string.Join('\n', all.Select((o, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {o}"))) : string.Join(Between, all);
    }

    private static string Ticks(FormField field, JsonArray? ticks) =>
        string.Join('\n', field.Options.Select((o, i) => (ticks?.ElementAtOrDefault(i)?.GetValueKind() == JsonValueKind.True ? Ticked : Open) + o.Label.Zh));

    private static string Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day) : text ?? "";

    private static string Moment(string? text)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return text ?? "";
        return $"{Day(ShanghaiTime.DayOf(moment))}{ShanghaiTime.Local(moment).ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    private static string Files(JsonNode? value) => value switch
    {
        JsonArray files => string.Join('\n', files.Select(Files)),
        JsonObject file => Text(file["name"]) ?? Text(file["id"]) ?? "",
        _ => Text(value) ?? "",
    };

    private static string Number(JsonNode value, int decimals) =>
        decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : Text(value) ?? "";

    private static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };
}
