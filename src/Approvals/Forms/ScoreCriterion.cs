namespace Workflows.Approvals.Forms;

/// <summary>A criterion that an expert gives points for.</summary>
/// <param name="Key">Key of the field in the score sheet.</param>
/// <param name="Label">What is judged.</param>
/// <param name="Max">Most points.</param>
public sealed record ScoreCriterion(string Key, Label Label, decimal Max)
{
    /// <summary>The criteria of a score sheet: its number fields with a <c>range</c>, in printed order.</summary>
    public static IReadOnlyList<ScoreCriterion> Of(FormDefinition sheet) =>
    [
        .. from field in sheet.Fields
           where field.Type is FormFieldType.Int or FormFieldType.Decimal
           let max = FormJson.Number(field.Rule("range")?.Arguments["max"])
           where max is not null
           select new ScoreCriterion(field.Key, field.Label, max.Value),
    ];
}
