using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Documents;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Documents;

/// <summary>What a recipient does with a document; the recipient may be left out by somebody who signs for one only.</summary>
public sealed record ReceiptAnswer(ReceiptAction Action, string? Remark = null, long? RecipientId = null);

/// <summary>
/// 签收 on the document's page. While the chain waits for the receipt its work item is what is decided; later the receipt is entered all the same, and is late.
/// </summary>
public sealed class SignForDocument(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long documentId, ReceiptAnswer answer, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var receipts = await db.DocumentReceipts.Include(r => r.Document).Where(r => r.DocumentId == documentId).ToListAsync(token);
                var mine = receipts.Where(r => (answer.RecipientId is null || r.RecipientId == answer.RecipientId) && ReadDocuments.MaySign(caller, r.RecipientId)).ToList();
                if (mine.Count == 0) return new Refusal("receipt.unknown", documentId);
                if (mine.Count > 1) return new Refusal("receipt.recipient-missing");
                var receipt = mine[0];

                if (receipt.ReceivedAt is null && await Waiting(db, receipt, token) is { } asked)
                {
                    var closed = await scope.GetRequiredService<CloseWorkItem>().Decided(asked.Id, new Decision(answer.Action.ToString(), answer.Remark), token);
                    if (closed.Refusal is { } notMine) return notMine;
                    var resumed = await scope.GetRequiredService<Chains>().Resume(closed.Value, token);
                    return resumed.Refusal is { } stopped ? stopped : Done.Result;
                }

                scope.GetRequiredService<CurrentActor>().Actor = caller.As(seat => seat.OrganisationId == receipt.RecipientId);
                var signed = await scope.GetRequiredService<SignReceipt>().Run(documentId, receipt.RecipientId, answer.Action, answer.Remark, token);
                if (signed.Refusal is { } refusal) return refusal;
                if (answer.Action != ReceiptAction.AcknowledgeAndForward) return Done.Result;
                if (await scope.GetRequiredService<BeginForward>().Run(signed.Value, "", token) is not { } draft) return Done.Result;
                var started = await scope.GetRequiredService<Chains>().StartForCase(draft, token);
                return started.Refusal is { } why ? why : Done.Result;
            },
            cancellation);

    private static async Task<WorkItem?> Waiting(ApprovalsDb db, DocumentReceipt receipt, CancellationToken cancellation)
    {
        var open = await db.WorkItems.Where(w => w.Kind == "AwaitReceipts" && w.CaseId == receipt.Document!.CaseId && w.OrganisationId == receipt.RecipientId).ToListAsync(cancellation);
        return open.Find(w => w.Request["documentId"]?.ToString() == receipt.DocumentId.ToString(CultureInfo.InvariantCulture));
    }
}
