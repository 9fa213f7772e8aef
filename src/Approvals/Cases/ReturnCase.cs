using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>退回: where a returned case goes on afterwards, and which marks on it still stand.</summary>
public sealed class ReturnCase(ApprovalsDb db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Why the marks of the step to which it was returned are void, and, where the chain is run again, those given since.</summary>
    public const string ToStep = "returned-to-step";

    /// <summary>Why all marks are void where it was returned to the applicant and the chain is run again.</summary>
    public const string ToApplicant = "returned-again";

    /// <param name="block">The block of the step to which it goes back; its opinion, signature and seal are given anew.</param>
    /// <param name="continuesAt">The activity from which it goes on afterwards; empty: the chain runs again from that step, and what was given since is void.</param>
    public async Task<Result<Case>> Run(long caseId, string block, string? continuesAt, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var (now, since) = (clock.GetUtcNow(), item.LivingOpinion(block)?.At);
        var blocks = continuesAt is null && since is { } given
            ? item.Opinions.Where(o => !o.IsVoid && o.At >= given).Select(o => o.Block)
                .Concat(item.Signatures.Where(s => !s.IsVoid && s.At >= given).Select(s => s.Block)).Concat(item.Seals.Where(s => !s.IsVoid && s.At >= given).Select(s => s.Block)).Append(block)
            : [block];
        var count = blocks.Distinct().ToList().Sum(each => item.VoidBlock(each, ToStep, now));
        item.ContinuesAt = continuesAt;
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "case.returned-to-step", new AuditDetail { After = block, Outcome = continuesAt is null ? "again" : "continue", Before = $"{count}", Clause = "R22" }, cancellation);
        return item;
    }

    /// <summary>It has come to the step from which it goes on.</summary>
    public async Task Arrived(long caseId, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { ContinuesAt: { } activity } item) return;
        item.ContinuesAt = null;
        await audit.Write(Subject.Case(caseId), "case.continued", new AuditDetail { After = activity }, cancellation);
    }
}
