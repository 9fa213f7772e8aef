using System.Text.Json.Nodes;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Documents;

/// <summary>转发: opens a recipient's draft of a document that forwards this one, under the same call and in the same chain; once per recipient.</summary>
public sealed class BeginForward(ApprovalsDb db, AuditTrail audit, OpenCase open)
{
    /// <param name="receipt">The recipient's receipt, with its document.</param>
    /// <param name="instanceId">The workflow instance that will carry the draft.</param>
    /// <returns>The new case; null when the recipient has a draft already.</returns>
    public async Task<Case?> Run(DocumentReceipt receipt, string instanceId, CancellationToken cancellation = default)
    {
        var document = receipt.Document!;
        if (receipt.ForwardCaseId is not null || document.CaseId is not { } own || await db.LoadCase(own, cancellation) is not { } source) return null;
        var asked = new NewChildCase($"forward/{document.Id}/{receipt.RecipientId}", source.ChainId, instanceId, $"转发 {document.Number}", source.Call!.ClosesAt, source.FormKey, source.Id)
        {
            Parameters = new JsonObject { ["mode"] = "forward", ["upstreamNumber"] = document.Number, ["title"] = $"关于转发《{document.Title}》的通知" },
        };
        var (item, isNew) = await open.Run(source.Call!, receipt.Recipient!, asked, cancellation);
        receipt.ForwardCaseId = item.Id;
        await audit.Write(Subject.Document(document.Id), "document.forwarding", new AuditDetail { Clause = "R1", After = item.Number, Comment = receipt.Recipient!.FullName }, cancellation);
        return isNew ? item : null;
    }
}
