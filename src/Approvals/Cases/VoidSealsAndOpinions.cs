using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>Marks every living opinion, signature and seal of a case void; they stay in the registers (R21, R22).</summary>
public sealed class VoidSealsAndOpinions(ApprovalsDb db, AuditTrail audit, TimeProvider clock)
{
    /// <param name="why">Stays with every voided mark.</param>
    /// <param name="clause">The rules by which they are void.</param>
    /// <returns>How many marks were voided.</returns>
    public async Task<Result<int>> Run(long caseId, string why, string clause = "R21, R22", CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var count = item.VoidSealsAndOpinions(why, clock.GetUtcNow());
        if (count == 0) return count;
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "marks.voided", new AuditDetail { Comment = why, Clause = clause, Before = $"{count}" }, cancellation);
        return count;
    }
}
