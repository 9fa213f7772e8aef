using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Lists;

namespace Workflows.Host.Audit.Tracing;

/// <summary>A case that does not fit the list that names it.</summary>
/// <param name="Fault"><c>ended-otherwise</c>: it is named, but its own state says that it was rejected, recalled, late or not listed.</param>
public sealed record ListMisfit(string Fault, long CaseId, string Number, string Unit, CaseStatus Status);

/// <summary>A published list beside its filing and its cases.</summary>
/// <param name="Faults"><c>unfiled</c>: it had to be filed, and there is no filing before its publication.</param>
public sealed record ComparedList(long ListId, string Title, int Edition, string Call, int Listed, string? FilingNumber, DateTimeOffset? FiledAt, DateTimeOffset PublishedAt, IReadOnlyList<string> Faults, IReadOnlyList<ListMisfit> Misfits)
{
    public bool Fits => Faults.Count == 0 && Misfits.Count == 0;
}

/// <summary>Compares what was published with what the cases and the register of filings say: nobody is listed without a filing, and nobody whose case ended otherwise.</summary>
public sealed class CompareLists(ApprovalsDb db)
{
    private static readonly CaseStatus[] Otherwise = [CaseStatus.Rejected, CaseStatus.Recalled, CaseStatus.Late, CaseStatus.NotListed, CaseStatus.NotForwarded, CaseStatus.NotPassed, CaseStatus.Draft];

    /// <returns>The newest first, at most 200; nothing for callers who do not see everything.</returns>
    public async Task<IReadOnlyList<ComparedList>> Run(Caller caller, CancellationToken cancellation = default)
    {
        if (!MaySeeCase.SeesEverything(caller)) return [];
        var lists = await db.Lists.AsNoTracking().Include(l => l.Call).Where(l => l.Status == ListStatus.Published && l.WithdrawnAt == null && !db.Lists.Any(newer => newer.ReplacesId == l.Id))
            .OrderByDescending(l => l.PublishedAt).Take(200).ToListAsync(cancellation);
        var compared = new List<ComparedList>();
        foreach (var list in lists)
        {
            var listed = await db.ListEntries.CountAsync(e => e.ListId == list.Id && e.IsListed, cancellation);
            var misfits = await db.ListEntries.AsNoTracking().Where(e => e.ListId == list.Id && e.IsListed && Otherwise.Contains(e.Case!.Status)).OrderBy(e => e.CaseId)
                .Select(e => new ListMisfit("ended-otherwise", e.CaseId, e.Case!.Number, e.Unit, e.Case.Status)).ToListAsync(cancellation);
            var filing = await Filing(list, cancellation);
            IReadOnlyList<string> faults = list.RequiresFiling && (filing is null || filing.At > list.PublishedAt) ? ["unfiled"] : [];
            compared.Add(new ComparedList(list.Id, list.Title, list.Edition, list.Call!.Code, listed, filing?.FilingNumber, filing?.At, list.PublishedAt!.Value, faults, misfits));
        }
        return compared;
    }

    /// <summary>Of the list itself; a correction rests on the filing of the edition that it took the place of.</summary>
    private async Task<Approvals.Filings.FilingRecord?> Filing(PublishedList list, CancellationToken cancellation)
    {
        for (long? edition = list.Id; edition is { } id; edition = await db.Lists.Where(l => l.Id == id).Select(l => l.ReplacesId).SingleOrDefaultAsync(cancellation))
            if (await db.Filings.AsNoTracking().Where(f => f.FilingNumber != null && f.ListId == id).OrderBy(f => f.At).FirstOrDefaultAsync(cancellation) is { } filing) return filing;
        return null;
    }
}
