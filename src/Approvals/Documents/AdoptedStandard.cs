using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Documents;

/// <summary>
/// A standard that a project group adopted and published (F-16b; 管理办法 第十七条(4), (5)), or the rules of a selection that its organiser did (D-20; 辽社指[2021]4号 一.2).
/// </summary>
/// <param name="Kind">What it evaluates or selects, e.g. <c>modelUnit</c>.</param>
/// <param name="Criteria">Its items: what experts give points for; rules of a selection may have none.</param>
public sealed record AdoptedStandard(string? Kind, IReadOnlyList<ScoreCriterion> Criteria)
{
    internal static readonly List<string> FormKeys = ["evaluation-standard", "selection-rules"];

    internal static AdoptedStandard Of(JsonObject form) => new(
        (form["evaluationKind"] ?? form["selectionKind"])?.ToString(),
        [
            .. (form["items"] as JsonArray ?? []).OfType<JsonObject>().Select((item, at) => new ScoreCriterion(
                $"item{at + 1}", new(item["item"]?.ToString() ?? "", item["item"]?.ToString() ?? ""), FormJson.Number(item["points"]) ?? 0)),
        ]);
}

/// <summary>Finding the standard of a call.</summary>
public static class FindingStandards
{
    /// <summary>The standard that the call names in its parameter <c>rulesDocument</c>; null where it names none, or a document that was only entered or is no standard.</summary>
    public static async Task<AdoptedStandard?> StandardOf(this ApprovalsDb db, Call call, CancellationToken cancellation = default)
    {
        if (call.Parameters["rulesDocument"]?.ToString() is not { Length: > 0 } number || await db.FindDocument(number, cancellation) is not { CaseId: { } caseId }) return null;
        var form = await db.CaseForms.AsNoTracking().Where(f => f.CaseId == caseId && AdoptedStandard.FormKeys.Contains(f.FormKey)).OrderByDescending(f => f.Revision).Select(f => f.Content).FirstOrDefaultAsync(cancellation);
        return form is null ? null : AdoptedStandard.Of(form);
    }
}
