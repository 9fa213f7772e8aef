using System.Globalization;
using System.Text.Json.Nodes;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about which value is chosen or ticked.</summary>
internal static class ChoiceRules
{
    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // Exactly one option; none, two, or one that is not offered breaks it.
        new("exactlyOne", FormRules.Of(Field.Enum), [], c => c.Unless(c.Value is not null)) { SpeaksOfBlank = true, SpeaksOfShape = true },

        // Only these values; without the argument, only the field's options (so that the form's own sentence answers a foreign value).
        new("oneOf", FormRules.Of(Field.Enum, Field.EnumList, Field.Text, Field.Int), [new("values", Takes.Texts, false)], OneOf) { SpeaksOfShape = true },

        // The value is this one, compared as written.
        new("equals", FormRules.Of(Field.Text, Field.Int, Field.Decimal, Field.Date, Field.Enum), [new("value", Takes.Text)], c =>
            c.Unless(Written(c.Value) == c.Text("value"), Written(c.Value))),

        // The value is the one that the call names in its parameters; a call that names none asks for none.
        new("parameterOfCall", FormRules.Of(Field.Text, Field.Int, Field.Decimal, Field.Date, Field.Enum), [new("parameter", Takes.Text)], c =>
            c.Unless(c.Context.Parameters?[c.Text("parameter")]?.ToString() is not { Length: > 0 } named || Written(c.Value) == named, Written(c.Value))),

        // The printed words, character for character: the argument, or the field's own fixed text.
        new("equalsText", FormRules.Of(Field.Text, Field.LongText, Field.FixedText), [new("text", Takes.Text, false)], c =>
            c.Unless(FormJson.Text(c.Value) == (c.Has("text") ? c.Text("text") : c.Field.Text?.Zh))) { SpeaksOfBlank = true, SpeaksOfShape = true },

        // Every tick is set; each missing one is named by its own words.
        new("allTrue", FormRules.Of(Field.Bool, Field.BoolList), [], AllTrue) { SpeaksOfBlank = true },

        // The way of submission is one that the call offers.
        new("routeOfCall", FormRules.Of(Field.Enum), [], c =>
            c.Unless(c.Context.RoutesAllowed is not { } routes || routes.Contains(FormJson.Text(c.Value)), FormJson.Text(c.Value))),
    ];

    private static IEnumerable<FormBreach> OneOf(FormRuleCall call)
    {
        if (!call.Has("values"))
        {
            return [];
        }

        var values = call.Texts("values");
        return call.Value is JsonArray
            ? call.Entries.Where(e => !values.Contains(e.Text)).Select(e => new FormBreach(e.Path, e.Text))
            : call.Unless(values.Contains(Written(call.Value)), Written(call.Value));
    }

    private static IEnumerable<FormBreach> AllTrue(FormRuleCall call) => call.Field.Type == FormFieldType.Bool
        ? call.Unless(FormJson.Flag(call.Value) == true)
        : call.Field.Options
            .Select((option, i) => (option, i, ticked: (call.Value as JsonArray)?.ElementAtOrDefault(i)))
            .Where(x => FormJson.Flag(x.ticked) != true)
            .Select(x => new FormBreach($"{call.Path}[{x.i}]", x.option.Label));

    private static string Written(JsonNode? value) =>
        FormJson.Text(value) ?? FormJson.Number(value)?.ToString(CultureInfo.InvariantCulture) ?? "";
}
