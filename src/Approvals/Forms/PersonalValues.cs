using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Approvals.Forms.Rules;

namespace Workflows.Approvals.Forms;

/// <summary>
/// Values of a form by which a person is reached: telephone, mobile, e-mail, told by the rules of their fields. Who does not work on the case reads them masked
/// (PIPL: the least that a task needs).
/// </summary>
public static partial class PersonalValues
{
    private static readonly HashSet<string> Rules = ["phone", "mobile", "email"];

    public static bool IsPersonal(FormField field) => field.Rules.Any(rule => Rules.Contains(rule.Name));

    /// <summary>The same values, with the personal ones masked: <c>130****00</c>, <c>z***@caea.example</c>.</summary>
    /// <returns>The values and whether anything was masked; the values themselves where nothing was.</returns>
    public static (JsonObject Values, bool IsMasked) Mask(FormDefinition form, JsonObject values)
    {
        var masked = (JsonObject)values.DeepClone();
        return Mask(form.Fields, masked) ? (masked, true) : (values, false);
    }

    /// <summary>A telephone number keeps three digits in front and two behind; of an address its first character and its domain.</summary>
    public static string Mask(string value)
    {
        if (value.IndexOf('@', StringComparison.Ordinal) is var at and > 0) return $"{value[..1]}***{value[at..]}";
        return value.Length <= 5 ? new string('*', value.Length) : $"{value[..3]}{new string('*', value.Length - 5)}{value[^2..]}";
    }

    /// <summary>Masks whatever looks like a telephone number or an address of e-mail in any text of it: for values that came from a form and have lost its fields.</summary>
    /// <returns>The same nodes, changed in place.</returns>
    public static JsonNode? MaskAnywhere(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject group:
                foreach (var (key, value) in group.ToList())
                    if (MaskAnywhere(value) is { } masked && masked != value) group[key] = masked;
                return group;
            case JsonArray several:
                for (var at = 0; at < several.Count; at++)
                    if (MaskAnywhere(several[at]) is { } masked && masked != several[at]) several[at] = masked;
                return several;
            case JsonValue value when value.TryGetValue<string>(out var text) && Reached().IsMatch(text):
                return JsonValue.Create(Reached().Replace(text, found => Mask(found.Value)));
            default:
                return node;
        }
    }

    [GeneratedRegex("(?<![0-9])(" + TextRules.MobilePattern + "|" + TextRules.LandlinePattern + @")(?![0-9])|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")]
    private static partial Regex Reached();

    private static bool Mask(IEnumerable<FormField> fields, JsonObject values)
    {
        var any = false;
        foreach (var field in fields)
        {
            if (!IsPersonal(field)) foreach (var inner in Inner(values[field.Key])) any |= Mask(field.Fields, inner);
            else if (values[field.Key] is { } given) (values[field.Key], any) = (Masked(given), true);
        }
        return any;
    }

    private static JsonNode Masked(JsonNode given) => given switch
    {
        JsonArray several => new JsonArray([.. several.Select(one => one is null ? null : Masked(one))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Mask(text),
        _ => given.DeepClone(),
    };

    private static IEnumerable<JsonObject> Inner(JsonNode? value) => value switch
    {
        JsonObject group => [group],
        JsonArray rows => rows.OfType<JsonObject>(),
        _ => [],
    };
}
