namespace Workflows.Approvals.Forms.Rules;

/// <summary>Rules that depend on other fields or on the case.</summary>
internal static class ConditionRules
{
    public static IReadOnlyList<FormRuleKind> Kinds { get; } =
    [
        // Must be filled while `when` holds.
        new("requiredWhen", FormRules.AnyType(), [], c => c.Unless(!FormJson.IsBlank(c.Value))) { SpeaksOfBlank = true, Demands = true, NeedsWhen = true },

        // Must be empty while `when` holds.
        new("emptyWhen", FormRules.AnyType(), [], c => c.Unless(FormJson.IsBlank(c.Value))) { NeedsWhen = true },
    ];
}
