using Workflows.Approvals.Audit;
using Workflows.Approvals.Seals;

namespace Workflows.Approvals.Cases;

/// <summary>The current actor signs a block of the form.</summary>
public sealed class SignBlock(ApprovalsDb db, AuditTrail audit, CurrentActor actor, RequestPaper papers, IdSource ids, TimeProvider clock)
{
    /// <param name="formKey">Empty: the form submitted last.</param>
    /// <returns>The signature, or <c>case.unknown</c>, <c>case.no-form</c>, <c>signature.already-there</c>.</returns>
    public async Task<Result<SignatureRecord>> Run(long caseId, string block, string? formKey = null, CancellationToken cancellation = default)
    {
        var marked = await Marked.Load(db, actor, clock, caseId, block, formKey, cancellation);
        if (marked.IsRefused) return marked.Refusal!;
        var (item, marking) = marked.Value;
        var signature = item.Sign(ids.Next(), marking);
        if (signature.IsRefused) return signature;
        db.Add(signature.Value);
        db.Touch(item);
        await audit.Write(Subject.Case(caseId), "block.signed", new AuditDetail { DocumentHash = marking.Form.ContentHash, Clause = "R26", After = block }, cancellation);
        if (item.Seals.Exists(s => !s.IsVoid)) await papers.OfForm(caseId, marking.Form.FormKey, cancellation);
        return signature;
    }
}
