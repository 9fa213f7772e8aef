using System.Text.Json.Nodes;
using Workflows.Approvals.Forms.Rules;

namespace Workflows.Approvals.Forms;

/// <summary>Checks the values of a form against its definition: the same check while a person types, when it is submitted, and on the API.</summary>
public static class FormValidator
{
    /// <summary>All findings, in printed order; an empty list means that the form may be submitted. Takes any JSON and never throws.</summary>
    public static IReadOnlyList<FormFinding> Check(FormDefinition definition, JsonObject values, FormCheckContext context)
    {
        var complete = FormValues.Complete(definition, values, context);
        if (FormJson.IsUnreadable(complete))
        {
            return [new("", "type", FormSentences.Unreadable, definition.Source.Clause, FormRuleStrength.Hard)];
        }

        var check = new FormCheck(definition, context);
        check.Fields(definition.Fields, new(context, complete, null), context.Stored is { } stored ? FormValues.Normalise(definition, stored) : null, "", "");
        return check.Findings;
    }

    /// <summary>
    /// Whether the applicant may fill this form at all (R17, R87): the findings about the unit in the field whose default is the applicant.
    /// Empty: it may.
    /// </summary>
    public static IReadOnlyList<FormFinding> CheckApplicant(FormDefinition definition, FormCheckContext context)
    {
        var own = definition.Fields.Where(f => f.Default?.From == "applicant").ToList();
        if (own.Count == 0) return [];
        var check = new FormCheck(definition, context);
        check.Fields(own, new(context, FormValues.Complete(definition, FormDefaults.New(definition, context), context), null), null, "", "");
        return [.. check.Findings.Where(finding => FormRules.All.ContainsKey(finding.Rule))];
    }

    /// <summary>Whether nothing among the findings refuses the form; remarks (soft) do not.</summary>
    public static bool Passes(IEnumerable<FormFinding> findings) => findings.All(f => f.Strength == FormRuleStrength.Soft);
}
