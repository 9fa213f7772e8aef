using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Documents;

/// <summary>签收: a main recipient signs for a document; also later, then it is late and stays so.</summary>
public sealed class SignReceipt(ApprovalsDb db, AuditTrail audit, CurrentActor actor, TimeProvider clock)
{
    /// <returns>The receipt, or <c>receipt.unknown</c>, <c>receipt.already-there</c>, <c>receipt.reason-required</c>, <c>document.void</c>.</returns>
    public async Task<Result<DocumentReceipt>> Run(long documentId, long recipientId, ReceiptAction action, string? remark, CancellationToken cancellation = default)
    {
        var receipt = await db.DocumentReceipts.Include(r => r.Document).Include(r => r.Recipient).FirstOrDefaultAsync(r => r.DocumentId == documentId && r.RecipientId == recipientId, cancellation);
        if (receipt is null) return new Refusal("receipt.unknown", documentId);
        if (receipt.Document!.IsVoid) return new Refusal("document.void", receipt.Document.Number ?? "");
        if (receipt.Sign(action, remark, actor.Actor.PersonId, clock.GetUtcNow()) is { } refusal) return refusal;
        await audit.Write(Subject.Document(documentId), "receipt.signed", new AuditDetail
        {
            Outcome = action.ToString(), Comment = receipt.Remark, After = receipt.Recipient!.FullName, Before = receipt.IsLate ? "late" : null,
        }, cancellation);
        return receipt;
    }
}
