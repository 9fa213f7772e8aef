using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Cases;

/// <summary>Writes the opinion of the current actor's organisation into a block of the form.</summary>
public sealed class WriteOpinion(ApprovalsDb db, AuditTrail audit, CurrentActor actor, IdSource ids, TimeProvider clock)
{
    /// <param name="formKey">Empty: the form submitted last.</param>
    /// <param name="enclosed">Ids of files that went with the decisions that it rests on.</param>
    /// <returns>The opinion, or <c>case.unknown</c>, <c>case.no-form</c>, <c>opinion.comment-required</c>, <c>opinion.reason-required</c>.</returns>
    public async Task<Result<Opinion>> Run(
        long caseId, string block, OpinionDecision decision, string? text, string? formKey = null, IReadOnlyCollection<long>? enclosed = null, CancellationToken cancellation = default)
    {
        var marked = await Marked.Load(db, actor, clock, caseId, block, formKey, cancellation);
        if (marked.IsRefused) return marked.Refusal!;
        var (item, marking) = marked.Value;
        var opinion = item.Write(ids.Next(), marking, decision, text, await db.Enclosures(caseId, enclosed ?? [], cancellation));
        if (opinion.IsRefused) return opinion;
        db.Add(opinion.Value);
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "opinion.written", new AuditDetail
        {
            Outcome = decision.ToString(), Comment = opinion.Value.Text, DocumentHash = marking.Form.ContentHash, Clause = "R18, R19", After = block,
            Before = opinion.Value.Enclosures.Count == 0 ? null : string.Join(", ", opinion.Value.Enclosures.Select(file => $"{file.Name} sha256:{file.ContentHash}")),
        }, cancellation);
        return opinion;
    }
}

/// <summary>Prints 不适用 and the reason into the block of a skipped level (R27), or of a step that the chain skips by its own setting.</summary>
public sealed class SkipBlock(ApprovalsDb db, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <param name="clause">What the skipping rests on.</param>
    public async Task<Result<Opinion>> Run(long caseId, string block, string reason, string? clause = "R27", CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var opinion = item.Skip(ids.Next(), block, reason, clock.GetUtcNow());
        db.Add(opinion);
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "block.skipped", new AuditDetail { Comment = reason, Clause = clause, After = block }, cancellation);
        return opinion;
    }
}
