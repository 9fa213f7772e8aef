using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

public sealed partial class Case
{
    /// <summary>Marks the living marks of one block void; they stay in the registers (R22).</summary>
    /// <returns>How many.</returns>
    internal int VoidBlock(string block, string why, DateTimeOffset at)
    {
        var (opinion, signature, seal) = (LivingOpinion(block), LivingSignature(block), LivingSeal(block));
        opinion?.Void(at, why);
        signature?.Void(at, why);
        seal?.Void(at, why);
        return (opinion is null ? 0 : 1) + (signature is null ? 0 : 1) + (seal is null ? 0 : 1);
    }
}

/// <summary>Marks one block void, because what it attests was decided anew.</summary>
public sealed class VoidBlock(ApprovalsDb db, AuditTrail audit, TimeProvider clock)
{
    /// <param name="why">Stays with every voided mark.</param>
    /// <returns>How many marks were voided.</returns>
    public async Task<Result<int>> Run(long caseId, string block, string why, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var count = item.VoidBlock(block, why, clock.GetUtcNow());
        if (count == 0) return count;
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "marks.voided", new AuditDetail { Comment = why, Clause = "R22", Before = $"{block}: {count}" }, cancellation);
        return count;
    }
}
