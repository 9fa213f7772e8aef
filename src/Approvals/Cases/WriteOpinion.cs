using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>Writes the opinion of the current actor's organisation into a block of the form.</summary>
public sealed class WriteOpinion(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="formKey">Empty: the form submitted last.</param>
    /// <returns>The opinion, or <c>case.unknown</c>, <c>case.no-form</c>, <c>opinion.comment-required</c>, <c>opinion.reason-required</c>.</returns>
    public async Task<Result<Opinion>> Run(
        long caseId, string block, OpinionDecision decision, string? text, string? formKey = null, CancellationToken cancellation = default)
    {
        var marked = await Marked.Load(db, actor, clock, caseId, block, formKey, cancellation);
        if (marked.IsRefused) return marked.Refusal!;
        var (item, marking) = marked.Value;
        var opinion = item.Write(ids.Next(), marking, decision, text);
        if (opinion.IsRefused) return opinion;
        db.Add(opinion.Value);
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "opinion.written", new AuditDetail
        {
            Outcome = decision.ToString(), Comment = opinion.Value.Text, DocumentHash = marking.Form.ContentHash, Clause = "R18, R19", After = block,
        }, cancellation);
        return opinion;
    }
}

/// <summary>Prints 不适用 and the reason into the block of a skipped level (R27).</summary>
public sealed class SkipBlock(ApprovalsDb db, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    public async Task<Result<Opinion>> Run(long caseId, string block, string reason, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var opinion = item.Skip(ids.Next(), block, reason, clock.GetUtcNow());
        db.Add(opinion);
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "block.skipped", new AuditDetail { Comment = reason, Clause = "R27", After = block }, cancellation);
        return opinion;
    }
}
