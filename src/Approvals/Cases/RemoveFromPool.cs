using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>移出: who was admitted to a pool (专家库, 师资库) leaves it by hand and with a reason; there is no term (domain §7, Q50).</summary>
public sealed class RemoveFromPool(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses)
{
    /// <returns>The case, or <c>case.unknown</c>, <c>pool.reason-required</c>, <c>pool.not-in-it</c>.</returns>
    public async Task<Result<Case>> Run(long caseId, string? reason, CancellationToken cancellation = default)
    {
        if (await db.Cases.Include(c => c.Call).FirstOrDefaultAsync(c => c.Id == caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        if (!item.Call!.IsPool || item.Status != CaseStatus.Listed) return new Refusal("pool.not-in-it", item.Number);
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("pool.reason-required");
        await audit.Write(Subject.Case(caseId), "pool.removed", new AuditDetail { Clause = "Q50", Comment = reason.Trim() }, cancellation);
        return await statuses.Run(caseId, CaseStatus.Exited, reason: reason.Trim(), cancellation: cancellation);
    }
}
