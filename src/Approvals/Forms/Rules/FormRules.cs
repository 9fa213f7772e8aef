namespace Workflows.Approvals.Forms.Rules;

/// <summary>The closed set of rules that a form may name.</summary>
internal static class FormRules
{
    public static IReadOnlyDictionary<string, FormRuleKind> All { get; } =
        new[] { ChoiceRules.Kinds, ConditionRules.Kinds, TextRules.Kinds, NumberRules.Kinds, DateRules.Kinds, RowRules.Kinds, FileRules.Kinds, MediaRules.Kinds, UnitRules.Kinds, CommunityRules.Kinds }
            .SelectMany(kinds => kinds)
            .ToDictionary(kind => kind.Name);

    public static IReadOnlySet<FormFieldType> Of(params FormFieldType[] types) => types.ToHashSet();

    public static IReadOnlySet<FormFieldType> AnyType() => Enum.GetValues<FormFieldType>().ToHashSet();
}
