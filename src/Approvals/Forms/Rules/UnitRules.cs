using Field = Workflows.Approvals.Forms.FormFieldType;
using Takes = Workflows.Approvals.Forms.Rules.FormRuleArgumentKind;

namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules about organisations. They bite where the organisation is known.</summary>
internal static class UnitRules
{
    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // 申报对象: the organisation is of one of these kinds.
        new("unitKind", FormRules.Of(Field.Unit), [new("kinds", Takes.Texts)], c => Known(c) is { } unit ? c.Unless(c.Texts("kinds").Contains(unit.Kind), unit.FullName) : []),

        // The organisation stands at one of these levels.
        new("unitLevel", FormRules.Of(Field.Unit), [new("levels", Takes.Texts)], c => Known(c) is { } unit ? c.Unless(c.Texts("levels").Contains(unit.Level), unit.FullName) : []),

        // The organisation takes part in a project now.
        new("unitTakesPart", FormRules.Of(Field.Unit), [], c => Known(c) is { TakesPart: { } takesPart } unit ? c.Unless(takesPart(), unit.FullName) : []),
    ];

    private static FormUnit? Known(FormRuleCall call) =>
        FormJson.Text(call.Value) is not { } id ? null
        : call.Context.Applicant is { } applicant && applicant.Id == id ? applicant
        : call.Context.Unit?.Invoke(id);
}
