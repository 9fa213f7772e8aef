using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Forms;

/// <summary>
/// Brings what a person or a program entered into the one shape that is checked, stored and hashed: trimmed texts, half-width digits, ISO dates, numbers as
/// numbers, entries apart, nothing empty, in printed order. What it cannot read it leaves as it is, for the validator to refuse: nothing entered is lost.
/// </summary>
public static partial class FormValues
{
    /// <summary>The values in their one shape. Doing it twice changes nothing more. Never throws.</summary>
    public static JsonObject Normalise(FormDefinition definition, JsonObject values) =>
        Members(definition.Fields, (JsonObject)FormJson.Clean(values)!);

    /// <summary>
    /// As <see cref="Normalise"/>, and what the person cannot enter is filled in where it is missing: defaults of read-only fields, and the stored values of
    /// fields without the right to change them. This is what is checked and stored.
    /// </summary>
    public static JsonObject Complete(FormDefinition definition, JsonObject values, FormCheckContext context)
    {
        var complete = Normalise(definition, values);
        var stored = context.Stored is null ? null : Normalise(definition, context.Stored);
        foreach (var field in definition.Fields.Where(f => !complete.ContainsKey(f.Key)))
        {
            var withoutRight = context.RightTo(field, field.Key) is FormFieldRight.Read or FormFieldRight.Hide;
            var value = withoutRight ? stored?[field.Key]?.DeepClone() : null;
            value ??= withoutRight || field.ReadOnly ? FormDefaults.Of(field, context) : null;
            if (value is not null)
            {
                complete[field.Key] = value;
            }
        }

        return complete;
    }

    /// <summary>The entries in one text: half-width, kept apart by white space, comma, semicolon, slash, 、 or |.</summary>
    public static IReadOnlyList<string> Split(string text) => [.. Separators().Split(HalfWidth(text)).Where(e => e.Length > 0)];

    private static JsonObject Members(IReadOnlyList<FormField> fields, JsonObject values)
    {
        var shaped = new JsonObject();
        foreach (var field in fields)
        {
            if (values.TryGetPropertyValue(field.Key, out var entered) && Value(field, entered) is { } value && !FormJson.IsBlank(value))
            {
                shaped[field.Key] = value;
            }
        }

        foreach (var (key, value) in values.Where(v => fields.All(f => f.Key != v.Key)))
        {
            shaped[key] = value?.DeepClone();
        }

        return shaped;
    }

    private static JsonNode? Value(FormField field, JsonNode? value) => field switch
    {
        { Many: true, Type: FormFieldType.Text } => Entries(value),
        { Many: true } => List(value, File),
        { Type: FormFieldType.Rows } => Rows(field, value),
        { Type: FormFieldType.EnumList } => List(value, key => OneLine(key)),
        { Type: FormFieldType.Group } when Only(value) is JsonObject members => Members(field.Fields, members),
        { Type: FormFieldType.BoolList } => value is JsonArray ticks ? new JsonArray([.. ticks.Select(t => Flag(t) ?? JsonValue.Create(false))]) : value?.DeepClone(),
        _ => Single(field, Only(value)),
    };

    // One value in a list of one is that value.
    private static JsonNode? Only(JsonNode? value) => value is JsonArray { Count: 1 } one && one[0] is not JsonArray ? one[0] : value;

    private static JsonNode? Single(FormField field, JsonNode? value) => field.Type switch
    {
        FormFieldType.Text => OneLine(value),
        FormFieldType.LongText => FormJson.Text(value) is { } text ? Lines(text) : value?.DeepClone(),
        FormFieldType.Int or FormFieldType.Decimal => Number(value),
        FormFieldType.Date => FormJson.Text(value) is { } text && ReadDay(text) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value?.DeepClone(),
        FormFieldType.DateTime => FormJson.Text(value) is { } text && ReadMoment(text) is { } moment
            ? moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
            : value?.DeepClone(),
        FormFieldType.Enum => OneLine(value),
        FormFieldType.Unit => FormJson.Number(value) is not null ? Identifier(value) : OneLine(value),
        FormFieldType.Bool => Flag(value),
        FormFieldType.File => File(value),
        FormFieldType.FixedText => FormJson.Flag(value) switch
        {
            true => field.Text!.Zh,
            false => null,
            null => FormJson.Text(value) is { } text ? text.Trim() : value?.DeepClone(),
        },
        _ => value?.DeepClone(),
    };

    private static JsonNode? File(JsonNode? value) => Identifier(value) is { } id ? new JsonObject { ["id"] = id } : value?.DeepClone();

    private static string? Identifier(JsonNode? value) =>
        FormJson.Number(value)?.ToString(CultureInfo.InvariantCulture) ?? (FormJson.Text(value)?.Trim() is { Length: > 0 } text ? text : null);

    private static JsonNode? OneLine(JsonNode? value) =>
        FormJson.Text(value) is { } text ? new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim() : value?.DeepClone();

    private static JsonNode Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return new string([.. lines.Where(c => !char.IsControl(c) || c is '\n' or '\t')]).Trim();
    }

    /// <summary>Several numbers typed or pasted into one cell are entries of their own.</summary>
    private static JsonNode? Entries(JsonNode? value)
    {
        if (FormJson.Text(value) is null && value is not JsonArray)
        {
            return value?.DeepClone();
        }

        var entries = new JsonArray();
        foreach (var item in value is JsonArray items ? [.. items] : new[] { value })
        {
            if (FormJson.Text(item) is { } text)
            {
                foreach (var entry in Split(text))
                {
                    entries.Add(entry);
                }
            }
            else if (!FormJson.IsBlank(item))
            {
                entries.Add(item.DeepClone());
            }
        }

        return entries;
    }

    private static JsonNode? List(JsonNode? value, Func<JsonNode?, JsonNode?> shape) => value switch
    {
        JsonArray items => new JsonArray([.. items.Select(shape).Where(i => !FormJson.IsBlank(i))]),
        _ when !FormJson.IsBlank(value) => new JsonArray(shape(value)),
        _ => null,
    };

    // An empty row between others stays, so that a finding's row number is the one the person sees.
    private static JsonNode? Rows(FormField field, JsonNode? value) => value is JsonArray rows
        ? new JsonArray([.. rows.Select(row => row is null or JsonObject ? Members(field.Fields, row as JsonObject ?? []) : row.DeepClone())])
        : value?.DeepClone();

    private static JsonNode? Number(JsonNode? value)
    {
        if (FormJson.Text(value) is not { } text)
        {
            return value?.DeepClone();
        }

        var digits = HalfWidth(text).Replace(",", "", StringComparison.Ordinal).Trim();
        return digits.Length == 0 ? null
            : decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
            : value?.DeepClone();
    }

    private static JsonNode? Flag(JsonNode? value) => FormJson.Text(value)?.Trim() switch
    {
        "true" or "是" => true,
        "false" or "否" => false,
        _ => value?.DeepClone(),
    };

    private static DateOnly? ReadDay(string text)
    {
        var found = DayPattern().Match(HalfWidth(text).Trim());
        return found.Success && DateOnly.TryParseExact(
            $"{found.Groups[1].Value}-{found.Groups[2].Value.PadLeft(2, '0')}-{found.Groups[3].Value.PadLeft(2, '0')}",
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day)
            ? day
            : null;
    }

    // A moment without an offset is Shanghai's.
    private static DateTimeOffset? ReadMoment(string text)
    {
        var written = HalfWidth(text).Trim();
        var shanghai = ShanghaiTime.Offset;
        return MomentPattern().Match(written) is not { Success: true } found ? null
            : !found.Groups["offset"].Success
                ? DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, shanghai) : null
                : DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year is > 1 and < 9999
                    ? moment.ToOffset(shanghai)
                    : null;
    }

    private static string HalfWidth(string text)
    {
        var half = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            half.Append(c switch
            {
                >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
                '\u3000' => ' ',
                '—' or '–' or '‐' or '−' => '-',
                _ => c,
            });
        }

        return half.ToString();
    }

    [GeneratedRegex(@"[\s,;/、|]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")]
    private static partial Regex DayPattern();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(?<offset>Z|[+-]\d{2}:\d{2})?$")]
    private static partial Regex MomentPattern();
}
