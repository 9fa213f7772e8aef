using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Seals;

namespace Workflows.Host.Jobs;

/// <summary>A paper as people see it beside what it shows.</summary>
/// <param name="Code">校验码 as printed.</param>
/// <param name="Error">Why it could not be made yet; for administrators.</param>
public sealed record PaperView(long Id, PaperKind Kind, PaperState State, string Code, DateTimeOffset RequestedAt, DateTimeOffset? ReadyAt, int Size, string? ContentHash, int Seals, int FormRevision, int Attempts, string? Error)
{
    public static PaperView Of(SealedPaper paper) => new(
        paper.Id, paper.Kind, paper.State, CheckCode.Printed(paper.Code), paper.RequestedAt, paper.ReadyAt, paper.Size, paper.ContentHash, paper.SealUseIds.Count, paper.FormRevision, paper.Attempts, paper.LastError);
}

/// <summary>Reads papers for somebody who may see what they show.</summary>
public sealed class ReadPapers(ApprovalsDb db, MaySeeCase maySee)
{
    /// <summary>The papers of a case, the newest first; null when the caller may not know the case.</summary>
    public async Task<IReadOnlyList<PaperView>?> OfCase(Caller caller, long caseId, CancellationToken cancellation = default) =>
        await maySee.Run(caller, caseId, cancellation) ? await Views(db.SealedPapers.Where(p => p.CaseId == caseId), cancellation) : null;

    /// <summary>The papers of a list and of its filing, the newest first.</summary>
    public async Task<IReadOnlyList<PaperView>> OfList(Caller? caller, long listId, CancellationToken cancellation = default)
    {
        var papers = await db.SealedPapers.AsNoTracking().Where(p => p.ListId == listId).OrderByDescending(p => p.Id).ToListAsync(cancellation);
        var seen = new List<PaperView>();
        foreach (var paper in papers) if (await MaySee(caller, paper, cancellation)) seen.Add(PaperView.Of(paper));
        return seen;
    }

    /// <summary>The papers of a document or of the application for a seal, the newest first.</summary>
    public async Task<IReadOnlyList<PaperView>> About(Caller? caller, PaperKind kind, PaperSubject of, CancellationToken cancellation = default)
    {
        var papers = await db.SealedPapers.AsNoTracking().About(kind, of).OrderByDescending(p => p.Id).ToListAsync(cancellation);
        return papers.Count > 0 && await MaySee(caller, papers[0], cancellation) ? [.. papers.Select(PaperView.Of)] : [];
    }

    /// <summary>Papers that wait or could not be made, the oldest first; at most 200.</summary>
    public Task<IReadOnlyList<PaperView>> Unmade(CancellationToken cancellation = default) => Views(db.SealedPapers.Where(p => p.State != PaperState.Ready), cancellation);

    /// <summary>The file, a name to keep it under, and the case whose form it is; null when there is none or the caller may not see it.</summary>
    public async Task<(byte[] Bytes, string Name, long? CaseId)?> File(Caller? caller, long id, CancellationToken cancellation = default)
    {
        if (await db.SealedPapers.AsNoTracking().Include(p => p.Case).Include(p => p.List).Include(p => p.Document).Include(p => p.Seal).SingleOrDefaultAsync(p => p.Id == id && p.State == PaperState.Ready, cancellation) is not { } paper) return null;
        if (!await MaySee(caller, paper, cancellation)) return null;
        var bytes = await db.BytesOf(paper.ContentHash!, cancellation);
        return (bytes, $"{paper.Case?.Number ?? paper.List?.Title ?? paper.Document?.Number ?? paper.Seal?.Name ?? "paper"}-{CheckCode.Printed(paper.Code)}.pdf", paper.CaseId);
    }

    /// <summary>A form: who may see its case. A document: whoever is signed in, as in its register; once released, everybody. The application for a seal: its owner. A published list: everybody. The certificate of a filing, or a list before: the bodies of the call and who sees everything.</summary>
    public async Task<bool> MaySee(Caller? caller, SealedPaper paper, CancellationToken cancellation = default)
    {
        if (paper.DocumentId is { } documentId) return caller is not null || await db.Documents.AnyAsync(d => d.Id == documentId && d.ReleasedAt != null, cancellation);
        if (paper.SealId is { } sealId) return caller is not null && (MaySeeCase.SeesEverything(caller) || caller.IsAt(await db.Seals.Where(s => s.Id == sealId).Select(s => s.OwnerId).SingleAsync(cancellation)));
        if (paper.CaseId is { } caseId) return caller is not null && await maySee.Run(caller, caseId, cancellation);
        if (paper.Kind == PaperKind.PublishedList && await db.Lists.AnyAsync(l => l.Id == paper.ListId && l.Status == ListStatus.Published, cancellation)) return true;
        if (caller is null) return false;
        if (MaySeeCase.SeesEverything(caller)) return true;
        var call = await db.Lists.AsNoTracking().Where(l => l.Id == paper.ListId).Select(l => l.Call!).SingleAsync(cancellation);
        return new[] { call.AssessById, call.DecideById, call.FileWithId, call.PublishById }.Any(caller.IsAt);
    }

    private static async Task<IReadOnlyList<PaperView>> Views(IQueryable<SealedPaper> papers, CancellationToken cancellation) =>
        [.. (await papers.AsNoTracking().OrderByDescending(p => p.Id).Take(200).ToListAsync(cancellation)).Select(PaperView.Of)];
}
