using System.Globalization;
using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about numbers.</summary>
internal static class NumberRules
{
    private static readonly IReadOnlySet<Field> Numbers = FormRules.Of(Field.Int, Field.Decimal);

    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // Not below `min`, not above `max`; the limits pass.
        new("range", Numbers, [new("min", Takes.Number, false), new("max", Takes.Number, false)], c => FormJson.Number(c.Value) is { } number
            ? c.Unless((!c.Has("min") || number >= c.Number("min")) && (!c.Has("max") || number <= c.Number("max")), number.ToString(CultureInfo.InvariantCulture))
            : []),

        // Not above another field: a part is not more than its whole.
        new("atMost", Numbers, [new("field", Takes.Field)], c => FormJson.Number(c.Value) is { } part && FormJson.Number(c.Scope.Value(c.Text("field"))) is { } whole
            ? c.Unless(part <= whole, part.ToString(CultureInfo.InvariantCulture))
            : []),
    ];
}
