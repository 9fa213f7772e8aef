using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Forms;
using Workflows.Host.Refusals;

namespace Workflows.Host.Cases;

/// <summary>Values to check, as the form of a case.</summary>
public sealed record FormToCheck(long CaseId, JsonObject Form);

/// <summary>What is wrong with the values of a form.</summary>
/// <param name="Passes">Nothing refuses the form; remarks may stand.</param>
public sealed record FormFindings(bool Passes, IReadOnlyList<FormFinding> Findings);

/// <summary>A form as it stands in a list.</summary>
public sealed record FormName(string Key, string? Number, Label Title);

internal static class FormsApi
{
    public static void MapForms(this IEndpointRouteBuilder api)
    {
        var forms = api.MapGroup("/forms").WithTags("Forms");

        forms.MapGet("", (FormDefinitions all) => all.All.Select(f => new FormName(f.Key, f.Number, f.Title))).WithSummary("The forms of this installation");

        forms.MapGet("/{key}", (string key, FormDefinitions all, HttpContext context) => all.Find(key).OrUnknown(context, "form", key))
            .Produces<FormDefinition>().WithSummary("The definition of a form: sections, fields, rules with their clauses, blocks");

        forms.MapPost("/{key}/check", async (string key, FormToCheck asked, Caller caller, FormDefinitions all, FormContexts contexts, ApprovalsDb db, MaySeeCase maySee, HttpContext context, CancellationToken cancellation) =>
        {
            if (all.Find(key) is not { } form) return context.Unknown("form", key);
            if (!await maySee.Run(caller, asked.CaseId, cancellation)) return context.Unknown("case", asked.CaseId);
            var item = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == asked.CaseId, cancellation);
            var findings = FormValidator.Check(form, asked.Form, await contexts.OfCase(item, key, cancellation));
            return Results.Ok(new FormFindings(FormValidator.Passes(findings), findings));
        }).Produces<FormFindings>().WithSummary("Check values without submitting them").WithDescription("The same check as on submission. Every finding names the value's place, the rule's sentence and the clause it comes from.");
    }
}
