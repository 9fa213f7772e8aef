using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>
/// Enters a case into the collector's account of its recommendations (F-23), recommended or not, as the collector's opinion says.
/// The collector has no block on the form.
/// </summary>
public sealed class RecommendCase(ApprovalsDb db, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <summary>The block under which the collector's opinion is kept.</summary>
    public const string Block = "recommendation";

    /// <returns>The entry, or <c>case.unknown</c>, <c>recommendation.no-opinion</c>.</returns>
    public async Task<Result<Recommendation>> Run(long caseId, long collectorId, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        if (item.LivingOpinion(Block) is not { PersonId: { } person, Decision: OpinionDecision.Approve or OpinionDecision.Reject } opinion)
            return new Refusal("recommendation.no-opinion", item.Number);
        var there = await db.Recommendations.FirstOrDefaultAsync(r => r.CaseId == caseId && r.At == opinion.At, cancellation);
        if (there is not null) return there;

        var now = clock.GetUtcNow();
        var isRecommended = opinion.Decision == OpinionDecision.Approve;
        var recommendation = new Recommendation
        {
            Id = ids.Next(),
            CallId = item.CallId,
            CaseId = caseId,
            CollectorId = collectorId,
            IsRecommended = isRecommended,
            Reason = isRecommended ? null : opinion.Text,
            PersonId = person,
            At = opinion.At,
            SentAt = isRecommended ? now : null,
        };
        db.Recommendations.Add(recommendation);
        await audit.Write(Subject.Case(caseId), "case.recommended", new AuditDetail
        {
            Outcome = isRecommended ? "Recommended" : "NotRecommended", Comment = opinion.Text, Clause = "R16",
        }, cancellation);
        if (isRecommended && item.Call is { ParentId: not null } call) await SentUp(call, item, now, cancellation);
        return recommendation;
    }

    /// <summary>The collector owes the upload by the national deadline; its own lateness is recorded on its call (R15).</summary>
    private async Task SentUp(Calls.Call call, Case item, DateTimeOffset at, CancellationToken cancellation)
    {
        var isLate = call.RecordSentUp(at, item.NationalCall!);
        await audit.Write(Subject.Call(call.Id), isLate ? "call.collector-late" : "call.sent-up", new AuditDetail { Clause = "R15", Outcome = isLate ? "Late" : "InTime", After = item.Number }, cancellation);
    }
}
