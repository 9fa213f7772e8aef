using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Lists;

namespace Workflows.Host.Parts;

/// <summary>A unit on a list.</summary>
/// <param name="Number">1, 2, 3 … as printed.</param>
public sealed record ListedUnit(int Number, string? Province, string Unit);

/// <summary>A list as the public reads it: who is on it, by whom and when, under which filing number. No scores, no reasons, nobody who is not listed.</summary>
/// <param name="Document">Number of the document that opened the call.</param>
/// <param name="Day">Day of publication; empty before it.</param>
public sealed record ListOnPaper(
    long Id, string Title, string Call, string? Document, string? Publisher, string? FilingNumber, DateOnly? Day, IReadOnlyList<string> Channels, IReadOnlyList<ListedUnit> Units);

/// <summary>Reads a list as it prints, before or after its publication.</summary>
public sealed class ReadListOnPaper(ApprovalsDb db)
{
    /// <param name="publishedOnly">True for everybody's eyes: what is not published does not exist.</param>
    public async Task<ListOnPaper?> Run(long listId, bool publishedOnly = false, CancellationToken cancellation = default)
    {
        var list = await db.Lists.AsNoTracking().Include(l => l.Call).ThenInclude(c => c!.Document).SingleOrDefaultAsync(l => l.Id == listId, cancellation);
        if (list is null || (publishedOnly && list.Status != ListStatus.Published)) return null;
        var units = await db.ListEntries.AsNoTracking().Where(e => e.ListId == listId && e.IsListed).OrderBy(e => e.Rank).ThenBy(e => e.Case!.Number)
            .Select(e => new { e.Unit, Area = e.Case!.Applicant!.AreaCode.Substring(0, 2) }).ToListAsync(cancellation);
        var codes = units.Select(u => u.Area).Distinct().ToList();
        var provinces = await db.Areas.AsNoTracking().Where(a => codes.Contains(a.Code)).ToListAsync(cancellation);
        var publisherId = list.Call!.PublishById ?? list.Call.FileWithId ?? list.Call.DecideById;
        return new ListOnPaper(
            list.Id, list.Title, list.Call.Title, list.Call.Document?.Number,
            await db.Organisations.Where(o => o.Id == publisherId).Select(o => o.FullName).FirstOrDefaultAsync(cancellation),
            await db.Filings.Where(f => f.ListId == listId && f.FilingNumber != null).OrderByDescending(f => f.At).Select(f => f.FilingNumber).FirstOrDefaultAsync(cancellation),
            list.PublishedAt is { } at ? ShanghaiTime.DayOf(at) : null, list.Channels,
            [.. units.Select((u, i) => new ListedUnit(i + 1, provinces.Where(p => p.Code == u.Area).MaxBy(p => p.EffectiveFrom)?.Name, u.Unit))]);
    }
}
