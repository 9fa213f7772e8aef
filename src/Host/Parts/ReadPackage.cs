using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Packages;
using Workflows.Approvals.Rankings;
using Workflows.Approvals.Statistics;

namespace Workflows.Host.Parts;

/// <summary>A file that may be a scan.</summary>
public sealed record PackageScan(long Id, string Name, string ContentType, long Size);

/// <summary>What a province's package holds, and what was sent up.</summary>
/// <param name="OverQuota">Why a soft quota is gone over; the ministry reads it (R34).</param>
public sealed record PackageView(long CaseId, string? Target, IReadOnlyList<PackagePart> Parts, IReadOnlyList<PackageScan> Files, string? OverQuota, IReadOnlyList<PackageUpload> Uploads);

/// <summary>Reads a province's package for whoever may see its case.</summary>
public sealed class ReadPackage(ApprovalsDb db, MaySeeCase maySee, PackageParts parts)
{
    private static readonly string[] Forms = [BuildBrandSummary.FormKey, RollUp.FormKey];

    /// <param name="formKeys">The forms that it must hold; empty: 附件3 and 附件5.</param>
    /// <returns>Null when there is no such case for the caller.</returns>
    public async Task<PackageView?> Run(Caller caller, long caseId, IReadOnlyCollection<string>? formKeys = null, CancellationToken cancellation = default)
    {
        if (!await maySee.Run(caller, caseId, cancellation) || await db.LoadCase(caseId, cancellation) is not { } item) return null;
        var files = await db.Attachments.AsNoTracking().Where(a => a.CaseId == caseId && a.WorkItemId == null).OrderBy(a => a.Id).Select(a => new PackageScan(a.Id, a.Name, a.ContentType, a.Size)).ToListAsync(cancellation);
        var ranking = await db.RankingOf(item.CallId, cancellation);
        return new PackageView(
            caseId, item.Call!.SubmissionTarget ?? item.NationalCall!.SubmissionTarget,
            await parts.Run(item, formKeys is { Count: > 0 } named ? named : Forms, cancellation), files, ranking?.OverQuota,
            await db.PackageUploads.AsNoTracking().Where(u => u.CaseId == caseId).OrderByDescending(u => u.Id).ToListAsync(cancellation));
    }
}
