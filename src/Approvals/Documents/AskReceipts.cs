using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;

namespace Workflows.Approvals.Documents;

/// <summary>Who still has to sign for a document: at first every main recipient (R3), later those who have not, as a reminder.</summary>
public sealed class AskReceipts(ApprovalsDb db, AuditTrail audit, Recipients recipients, WorkingDays workingDays, IdSource ids, TimeProvider clock)
{
    /// <returns>The receipts that are missing; each main recipient has exactly one.</returns>
    public async Task<IReadOnlyList<DocumentReceipt>> Run(Document document, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var known = await db.DocumentReceipts.Include(r => r.Recipient).Where(r => r.DocumentId == document.Id).ToListAsync(cancellation);
        if (known.Count > 0)
        {
            var missing = known.Where(r => r.ReceivedAt is null).ToList();
            document.Remind();
            await audit.Write(Subject.Document(document.Id), "receipts.reminded", new AuditDetail
            {
                Outcome = missing.Count.ToString(CultureInfo.InvariantCulture), After = string.Join("、", missing.Select(r => r.Recipient!.FullName)),
            }, cancellation);
            return missing;
        }

        var due = ShanghaiTime.EndOf(workingDays.Add(ShanghaiTime.DayOf(now), document.ReceiptDays));
        var main = document.MainRecipients is { } audience ? await recipients.Find(audience, ShanghaiTime.DayOf(now), cancellation) : [];
        var asked = main.Where(o => o.Id != document.IssuerId)
            .Select(o => new DocumentReceipt { Id = ids.Next(), DocumentId = document.Id, RecipientId = o.Id, Recipient = o, AskedAt = now, DueAt = due }).ToList();
        db.DocumentReceipts.AddRange(asked);
        await audit.Write(Subject.Document(document.Id), "document.dispatched", new AuditDetail
        {
            Clause = "R3", Outcome = asked.Count.ToString(CultureInfo.InvariantCulture), After = string.Join("、", asked.Select(r => r.Recipient!.FullName)),
        }, cancellation);
        return asked;
    }
}
