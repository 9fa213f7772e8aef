using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.WorkItems;

/// <param name="Next">Empty on the last page.</param>
/// <param name="Count">Rows that match the filter, counted up to 1,000 per principal.</param>
/// <param name="IsCapped">There are more than <paramref name="Count"/>: show "999+".</param>
public sealed record InboxPage(IReadOnlyList<InboxRow> Rows, InboxCursor? Next, int Count, bool IsCapped)
{
    /// <param name="rows">The first rows of each principal, one more than the page takes.</param>
    /// <param name="size">Rows of the page.</param>
    public static InboxPage Of(IEnumerable<InboxRow> rows, int size, InboxSort sort, int count, bool isCapped)
    {
        var page = rows.DistinctBy(r => r.WorkItemId).Merged(sort).Take(size + 1).ToList();
        if (page.Count <= size) return new InboxPage(page, null, count, isCapped);
        page.RemoveAt(size);
        var last = page[^1];
        return new InboxPage(page, new InboxCursor(sort == InboxSort.Due ? last.Deadline : last.CreatedAt, last.WorkItemId, last.Priority), count, isCapped);
    }
}

/// <summary>
/// One page of a person's inbox. Each principal gives its own first rows from its own index range, and these are merged:
/// the cost does not grow with the rows that are not shown.
/// </summary>
public sealed class ReadInbox(ApprovalsDb db, ReadDecider deciders, IInboxAtOnce? atOnce = null)
{
    private static readonly InboxFilter AsOpened = new() { Size = 0 };

    public async Task<InboxPage> Run(long personId, InboxFilter? filter = null, CancellationToken cancellation = default)
    {
        filter ??= new InboxFilter();
        var size = Math.Clamp(filter.Size, 1, 200);
        if (atOnce is not null && filter with { After = null, Size = 0 } == AsOpened && await atOnce.Page(personId, size, filter.After, cancellation) is { } page) return page;

        var decider = await deciders.Run(personId, cancellation: cancellation);

        var rows = new List<InboxRow>();
        var (count, capped) = (0, false);
        foreach (var sources in decider.Sources())
        {
            rows.AddRange(await sources
                .Select(source => (IQueryable<InboxRow>)db.Rows(source, filter).Page(filter).Take(size + 1))
                .Aggregate((left, right) => left.Concat(right))
                .AsNoTracking()
                .ToListAsync(cancellation));
            foreach (var counted in await sources
                .Select(source => db.Rows(source, filter).OrderByDescending(r => r.CreatedAt).Select(r => new { r.Principal }).Take(InboxQuery.CountCap))
                .Aggregate((left, right) => left.Concat(right))
                .GroupBy(r => r.Principal)
                .Select(g => g.Count())
                .ToListAsync(cancellation))
            {
                count += counted;
                capped |= counted == InboxQuery.CountCap;
            }
        }

        return InboxPage.Of(rows, size, filter.Sort, count, capped);
    }
}
