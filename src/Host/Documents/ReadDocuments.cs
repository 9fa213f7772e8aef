using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Documents;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Documents;

/// <summary>Reads the register of documents and one document with who has signed for it.</summary>
public sealed class ReadDocuments(ApprovalsDb db, TimeProvider clock)
{
    /// <summary>Receipts of forwarded documents are shown this deep: province, city, county.</summary>
    private const int Depth = 4;

    /// <summary>The newest first, at most 200.</summary>
    /// <param name="number">However it is typed (R2).</param>
    /// <param name="text">Part of number, title or issuer.</param>
    public async Task<IReadOnlyList<DocumentLine>> All(string? number = null, string? text = null, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var documents = db.Documents.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(number))
        {
            var key = DocumentNumber.Key(number);
            documents = documents.Where(d => d.NumberKey == key);
        }
        if (!string.IsNullOrWhiteSpace(text))
        {
            var (part, key) = (text.Trim(), DocumentNumber.Key(text));
            documents = documents.Where(d => d.Title.Contains(part) || d.Issuer!.FullName.Contains(part) || d.NumberKey!.Contains(key));
        }
        return await documents.OrderByDescending(d => d.IssuedOn).ThenByDescending(d => d.Id).Take(200)
            .Select(d => new DocumentLine(
                d.Id, d.Number, d.Title, d.Mode, d.IssuerId, d.Issuer!.FullName, d.IssuedOn, d.UpstreamId, d.VoidedAt != null,
                d.Receipts.Count, d.Receipts.Count(r => r.ReceivedAt != null), d.Receipts.Count(r => r.ReceivedAt == null && r.DueAt < now)))
            .ToListAsync(cancellation);
    }

    /// <summary>What was released online, for everybody.</summary>
    public async Task<IReadOnlyList<DocumentLine>> Released(CancellationToken cancellation = default) =>
        await db.Documents.AsNoTracking().Where(d => d.ReleasedAt != null && d.VoidedAt == null).OrderByDescending(d => d.ReleasedAt).Take(200)
            .Select(d => new DocumentLine(d.Id, d.Number, d.Title, d.Mode, d.IssuerId, d.Issuer!.FullName, d.IssuedOn, d.UpstreamId, false, 0, 0, 0)).ToListAsync(cancellation);

    /// <summary>One released document as the public reads it; null for one that was not released or is void.</summary>
    public Task<ReleasedDocument?> ReleasedOne(long id, CancellationToken cancellation = default) =>
        db.Documents.AsNoTracking().Where(d => d.Id == id && d.ReleasedAt != null && d.VoidedAt == null)
            .Select(d => new ReleasedDocument(d.Id, d.Number, d.Title, d.Issuer!.FullName, d.IssuedOn, d.ReleasedAt!.Value, d.Body, d.ReleaseChannels)).SingleOrDefaultAsync(cancellation);

    public async Task<DocumentDetail?> One(Caller caller, long id, CancellationToken cancellation = default)
    {
        var document = await db.Documents.AsNoTracking().Include(d => d.Issuer).SingleOrDefaultAsync(d => d.Id == id, cancellation);
        if (document is null) return null;
        var upstream = document.UpstreamId is { } above ? await db.Documents.AsNoTracking().SingleAsync(d => d.Id == above, cancellation) : null;
        var call = await db.CallOf(document, cancellation);
        var seesAll = await SeesAll(caller, document, cancellation);
        var receipts = await Receipts(caller, document.Id, Depth, cancellation);
        return new DocumentDetail(
            document.Id, document.Number, document.Title, document.Mode, document.IssuerId, document.Issuer!.FullName, document.IssuedOn, document.Body, upstream?.Id, upstream?.Number, upstream?.Title,
            document.CaseId, call?.Id, call?.Code, await Names(document.CopyUp, cancellation), await Names(document.CopyTo, cancellation), document.ReleaseChannels, document.ReleaseBy, document.ReleasedAt,
            document.Reminders, document.IsVoid, document.VoidedAt, await db.People.Where(p => p.Id == document.VoidedById).Select(p => p.Name).SingleOrDefaultAsync(cancellation), document.VoidedWhy,
            !document.IsVoid && MayVoid(caller, document), seesAll, seesAll ? receipts : [.. receipts.Where(r => caller.IsAt(r.RecipientId))]);
    }

    /// <summary>The head of the issuing body, and the flow administrators of the installation.</summary>
    internal static bool MayVoid(Caller caller, Document document) => caller.Has(SeatRole.Head, document.IssuerId) || caller.Has(SeatRole.FlowAdministrator);

    /// <summary>May somebody sign for the recipient: whoever holds a receiving clerk's or handler's seat there.</summary>
    internal static bool MaySign(Caller caller, long recipientId) => caller.Has(SeatRole.ReceivingClerk, recipientId) || caller.Has(SeatRole.Handler, recipientId);

    private async Task<bool> SeesAll(Caller caller, Document document, CancellationToken cancellation)
    {
        if (MaySeeCase.SeesEverything(caller)) return true;
        for (Document? next = document; next is not null; next = next.UpstreamId is { } above ? await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.Id == above, cancellation) : null)
            if (caller.IsAt(next.IssuerId)) return true;
        return false;
    }

    private async Task<IReadOnlyList<ReceiptLine>> Receipts(Caller caller, long documentId, int depth, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var receipts = await db.DocumentReceipts.AsNoTracking().Include(r => r.Recipient).Include(r => r.ReceivedBy).Where(r => r.DocumentId == documentId).ToListAsync(cancellation);
        var lines = new List<ReceiptLine>();
        foreach (var receipt in receipts.OrderBy(r => r.Recipient!.Level).ThenBy(r => r.Recipient!.AreaCode, StringComparer.Ordinal).ThenBy(r => r.RecipientId))
            lines.Add(new ReceiptLine(
                receipt.RecipientId, receipt.Recipient!.FullName, receipt.Action, receipt.ReceivedAt, receipt.ReceivedBy?.Name, receipt.Remark, receipt.DueAt, receipt.IsLate,
                receipt.ReceivedAt is null && receipt.DueAt < now, receipt.ReceivedAt is null && MaySign(caller, receipt.RecipientId),
                receipt.ForwardCaseId is { } forward && depth > 0 ? await Forwarded(caller, forward, depth - 1, cancellation) : null));
        return lines;
    }

    private async Task<ForwardedDocument> Forwarded(Caller caller, long caseId, int depth, CancellationToken cancellation)
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(d => d.CaseId == caseId, cancellation);
        return document is null
            ? new ForwardedDocument(null, null, await db.Cases.Where(c => c.Id == caseId).Select(c => c.Title).SingleAsync(cancellation), caseId, [])
            : new ForwardedDocument(document.Id, document.Number, document.Title, caseId, await Receipts(caller, document.Id, depth, cancellation));
    }

    private async Task<IReadOnlyList<string>> Names(List<long> ids, CancellationToken cancellation)
    {
        var names = await db.Organisations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.FullName, cancellation);
        return [.. ids.Select(id => names.GetValueOrDefault(id, ""))];
    }
}
