using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Lists;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Parts;

/// <summary>A unit on a list.</summary>
/// <param name="Number">1, 2, 3 … as printed.</param>
public sealed record ListedUnit(int Number, string? Province, string Unit);

/// <summary>An edition of a list.</summary>
/// <param name="Note">Why it took the place of the one before.</param>
public sealed record ListEdition(long Id, int Number, DateTimeOffset PublishedAt, string? Note, bool IsWithdrawal);

/// <summary>A list as the public reads it: who is on it, by whom and when, under which filing number. No scores, no reasons, nobody who is not listed.</summary>
/// <param name="Document">Number of the document that opened the call.</param>
/// <param name="Day">Day of publication; empty before it.</param>
/// <param name="Editions">Every edition, the first one first; empty before publication.</param>
public sealed record ListOnPaper(
    long Id, string Title, string Call, string? Document, string? Publisher, string? FilingNumber, DateOnly? Day, IReadOnlyList<string> Channels, IReadOnlyList<ListedUnit> Units,
    IReadOnlyList<ListEdition> Editions)
{
    /// <summary>This edition; null before publication.</summary>
    public ListEdition? Edition => Editions.FirstOrDefault(e => e.Id == Id);

    /// <summary>The edition that counts now, when it is not this one.</summary>
    public ListEdition? Newer => Editions.Count > 0 && Editions[^1].Id != Id ? Editions[^1] : null;

    public bool IsWithdrawn => Edition?.IsWithdrawal == true;
}

/// <summary>Reads a list as it prints, before or after its publication.</summary>
public sealed class ReadListOnPaper(ApprovalsDb db, TimeProvider clock)
{
    /// <param name="publishedOnly">True for everybody's eyes: what is not published does not exist.</param>
    public async Task<ListOnPaper?> Run(long listId, bool publishedOnly = false, CancellationToken cancellation = default)
    {
        var list = await db.Lists.AsNoTracking().Include(l => l.Call).ThenInclude(c => c!.Document).SingleOrDefaultAsync(l => l.Id == listId, cancellation);
        if (list is null || (publishedOnly && list.Status != ListStatus.Published)) return null;
        var units = await db.ListEntries.AsNoTracking().Where(e => e.ListId == listId && e.IsListed).OrderBy(e => e.Rank).ThenBy(e => e.Case!.Number)
            .Select(e => new { e.Unit, Area = e.Case!.Applicant!.AreaCode.Substring(0, 2) }).ToListAsync(cancellation);
        var codes = units.Select(u => u.Area).Distinct().ToList();
        var areas = await db.Areas.AsNoTracking().Where(a => codes.Contains(a.Code)).ToListAsync(cancellation);
        var provinces = areas.GroupBy(a => a.Code).ToDictionary(g => g.Key, g => g.MaxBy(a => a.EffectiveFrom)!.Name);
        var publisherId = list.PublisherId ?? list.Call!.PublishById ?? list.Call.FileWithId ?? list.Call.DecideById;
        var editions = list.Status == ListStatus.Published ? await db.EditionsOf(list, cancellation) : [];
        var first = editions.Count > 0 ? editions[0].Id : listId;
        return new ListOnPaper(
            list.Id, list.Title, list.Call!.Title, list.Call.Document?.Number,
            await NamesInTime.Of(db, publisherId, list.PublishedAt ?? clock.GetUtcNow(), cancellation),
            await db.Filings.Where(f => f.ListId == first && f.FilingNumber != null).OrderByDescending(f => f.At).Select(f => f.FilingNumber).FirstOrDefaultAsync(cancellation),
            list.PublishedAt is { } at ? ShanghaiTime.DayOf(at) : null, list.Channels,
            [.. units.Select((u, i) => new ListedUnit(i + 1, provinces.GetValueOrDefault(u.Area), u.Unit))],
            [.. editions.Where(e => e.PublishedAt is not null).Select(e => new ListEdition(e.Id, e.Edition, e.PublishedAt!.Value, e.ChangeNote, e.WithdrawnAt is not null))]);
    }
}
