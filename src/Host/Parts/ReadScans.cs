using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;

namespace Workflows.Host.Parts;

/// <summary>A page of a scan.</summary>
/// <param name="Number">Its place in the scan, from 1.</param>
/// <param name="Page">The printed page that it is; 0: its code could not be read.</param>
public sealed record ScanPageView(int Number, int Page);

/// <summary>A scan of a form that was sealed by hand.</summary>
/// <param name="Missing">Printed pages of which no scan is here.</param>
public sealed record ScanView(long Id, long CaseId, long PaperId, ScanState State, DateTimeOffset At, string? By, int PageCount, IReadOnlyList<ScanPageView> Pages, IReadOnlyList<int> Missing, string? Comment)
{
    public static ScanView Of(PaperScan scan, string? by) => new(
        scan.Id, scan.CaseId, scan.PaperId, scan.State, scan.At, by, scan.PageCount, [.. scan.Pages.Select(p => new ScanPageView(p.Number, p.Page))], scan.Missing, scan.Comment);
}

/// <summary>Reads the scans of a case for who may see it.</summary>
public sealed class ReadScans(ApprovalsDb db, MaySeeCase maySee)
{
    /// <summary>The newest first; null when the caller may not know the case.</summary>
    public async Task<IReadOnlyList<ScanView>?> OfCase(Caller caller, long caseId, CancellationToken cancellation = default) =>
        await maySee.Run(caller, caseId, cancellation)
            ? [.. (await db.PaperScans.AsNoTracking().Include(s => s.Person).Where(s => s.CaseId == caseId).OrderByDescending(s => s.Id).ToListAsync(cancellation)).Select(s => ScanView.Of(s, s.Person!.Name))]
            : null;

    public async Task<ScanView?> One(Caller caller, long id, CancellationToken cancellation = default) =>
        await Find(caller, id, cancellation) is { } scan ? ScanView.Of(scan, scan.Person!.Name) : null;

    /// <summary>The picture of a scanned page, or of the printed page beside it, what kind of picture it is, and its case.</summary>
    /// <param name="number">In the scan, from 1.</param>
    public async Task<(byte[] Bytes, string ContentType, long CaseId)?> Picture(Caller caller, long id, int number, bool printed, CancellationToken cancellation = default)
    {
        if (await Find(caller, id, cancellation) is not { } scan || scan.Pages.Find(p => p.Number == number) is not { } page) return null;
        if ((printed ? page.PrintedHash : page.ImageHash) is not { } hash) return null;
        return (await db.BytesOf(hash, cancellation), printed ? "image/png" : "image/jpeg", scan.CaseId);
    }

    private async Task<PaperScan?> Find(Caller caller, long id, CancellationToken cancellation) =>
        await db.PaperScans.AsNoTracking().Include(s => s.Person).SingleOrDefaultAsync(s => s.Id == id, cancellation) is { } scan && await maySee.Run(caller, scan.CaseId, cancellation) ? scan : null;
}
