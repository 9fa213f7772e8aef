using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Documents;

/// <summary>
/// 编号: makes the document of a case and draws its number, the next of its issuer, 代字 and year without a gap. A document that has its number
/// already keeps it and takes over what the form says now.
/// </summary>
public sealed class NumberDocument(ApprovalsDb db, AuditTrail audit, Numbers numbers, IdSource ids, TimeProvider clock)
{
    /// <returns>The document, or <c>document.number-taken</c>: somebody entered it by hand.</returns>
    public async Task<Result<Document>> Run(Case item, NoticeForm form, string contentHash, CancellationToken cancellation = default)
    {
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        var upstream = form.UpstreamNumber is { } number ? await db.FindDocument(number, cancellation) : null;
        var document = await db.DocumentOfCase(item.Id, cancellation);
        var isNew = document is null;
        if (document is null)
        {
            document = new Document { Id = ids.Next(), Title = form.Title, IssuerId = item.ApplicantId, CaseId = item.Id, IssuedOn = today };
            var serial = await numbers.Next(DocumentNumber.Series(item.ApplicantId, form.Prefix, today.Year), cancellation);
            var printed = DocumentNumber.Print(form.Prefix, today.Year, serial);
            if (await db.FindDocument(printed, cancellation) is not null) return new Refusal("document.number-taken", printed);
            document.SetNumber(printed);
            db.Documents.Add(document);
        }

        (document.Title, document.Mode, document.Body, document.UpstreamId) = (form.Title, form.Mode, form.Body, upstream?.Id);
        (document.MainRecipients, document.CopyUp, document.CopyTo, document.ReceiptDays) = (form.MainRecipients, form.CopyUp, form.CopyTo, form.ReceiptDays);
        (document.ReleaseChannels, document.ReleaseBy) = (form.ReleaseChannels, form.ReleaseBy);
        var detail = new AuditDetail { After = document.Number, DocumentHash = contentHash, Clause = upstream is null ? null : "R1", Comment = upstream?.Number };
        await audit.Write(Subject.Document(document.Id), isNew ? "document.numbered" : "document.renewed", detail, cancellation);
        await audit.Write(Subject.Case(item.Id), isNew ? "document.numbered" : "document.renewed", detail, cancellation);
        return document;
    }
}
