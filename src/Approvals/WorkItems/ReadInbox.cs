using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.WorkItems;

/// <summary>What of an inbox to show.</summary>
public sealed record InboxFilter
{
    public long? CallId { get; init; }

    /// <summary>Kind of work, e.g. <c>ApplySeal</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Part of the title, the unit's name or the case number.</summary>
    public string? Text { get; init; }

    /// <summary>Only what is due before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Continue after this row; empty: from the newest.</summary>
    public InboxCursor? After { get; init; }

    /// <summary>Rows per page, 1 to 200; default 20.</summary>
    public int Size { get; init; } = 20;
}

/// <summary>Where a page ended.</summary>
public sealed record InboxCursor(DateTimeOffset CreatedAt, long WorkItemId);

/// <param name="Next">Empty on the last page.</param>
/// <param name="Count">Rows that match the filter, counted up to 1,000 per principal.</param>
/// <param name="IsCapped">There are more than <paramref name="Count"/>: show "999+".</param>
public sealed record InboxPage(IReadOnlyList<InboxRow> Rows, InboxCursor? Next, int Count, bool IsCapped);

/// <summary>
/// One page of a person's inbox, newest first. Each principal gives its own newest rows from its own index range, and these are merged:
/// the cost does not grow with the rows that are not shown.
/// </summary>
public sealed class ReadInbox(ApprovalsDb db, ReadDecider deciders)
{
    private const int CountCap = 1000;

    /// <summary>More branches than this in one statement make it slow to compile; a person with more principals gets several statements.</summary>
    private const int BranchesPerStatement = 16;

    public async Task<InboxPage> Run(long personId, InboxFilter? filter = null, CancellationToken cancellation = default)
    {
        filter ??= new InboxFilter();
        var size = Math.Clamp(filter.Size, 1, 200);
        var decider = await deciders.Run(personId, cancellation: cancellation);
        var principals = decider.Principals.Order().Select(principal => (Principal: principal, For: (Substituted?)null)).ToList();
        foreach (var substituted in decider.Substitutes)
            principals.AddRange(substituted.Seats.Append(substituted.PersonId).Where(principal => principals.TrueForAll(p => p.Principal != principal)).Select(principal => (principal, (Substituted?)substituted)).ToList());

        var rows = new List<InboxRow>();
        var (count, capped) = (0, false);
        foreach (var chunk in principals.Chunk(BranchesPerStatement))
        {
            rows.AddRange(await chunk
                .Select(principal => Page(principal.Principal, personId, principal.For, filter).Take(size + 1))
                .Aggregate((left, right) => left.Concat(right))
                .AsNoTracking()
                .ToListAsync(cancellation));
            foreach (var counted in await chunk
                .Select(principal => Rows(principal.Principal, personId, principal.For, filter).OrderByDescending(r => r.CreatedAt).Select(r => new { r.Principal }).Take(CountCap))
                .Aggregate((left, right) => left.Concat(right))
                .GroupBy(r => r.Principal)
                .Select(g => g.Count())
                .ToListAsync(cancellation))
            {
                count += counted;
                capped |= counted == CountCap;
            }
        }

        var page = rows.DistinctBy(r => r.WorkItemId).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.WorkItemId).Take(size + 1).ToList();
        if (page.Count <= size) return new InboxPage(page, null, count, capped);
        page.RemoveAt(size);
        return new InboxPage(page, new InboxCursor(page[^1].CreatedAt, page[^1].WorkItemId), count, capped);
    }

    private IQueryable<InboxRow> Page(long principal, long personId, Substituted? substituted, InboxFilter filter)
    {
        var rows = Rows(principal, personId, substituted, filter);
        if (filter.After is { } after)
            rows = rows.Where(r => r.CreatedAt <= after.CreatedAt && (r.CreatedAt < after.CreatedAt || r.WorkItemId < after.WorkItemId));
        return rows.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.WorkItemId);
    }

    /// <summary>The rows of one principal that the person may work on: a barred person is not offered them (R29).</summary>
    private IQueryable<InboxRow> Rows(long principal, long personId, Substituted? substituted, InboxFilter filter)
    {
        var rows = db.Inbox.Where(r => r.Principal == principal && !db.BarredPersons.Any(b => b.PersonId == personId && b.WorkItemId == r.WorkItemId));
        if (substituted is { PersonId: var other, CallId: var only, Seats: var seats })
        {
            // As WorkItem.OnBehalfOf: of the substituted person only what came to these seats, no seals, and nothing from which that person is barred.
            var held = seats.ToList();
            rows = rows.Where(r => r.Kind != "ApplySeal" && !db.BarredPersons.Any(b => b.PersonId == other && b.WorkItemId == r.WorkItemId));
            if (only is { } one) rows = rows.Where(r => r.CallId == one);
            if (principal == other) rows = rows.Where(r => db.WorkItems.Any(w => w.Id == r.WorkItemId && w.SeatId != null && held.Contains(w.SeatId.Value)));
        }
        if (filter.CallId is { } call) rows = rows.Where(r => r.CallId == call);
        if (filter.Kind is { } kind) rows = rows.Where(r => r.Kind == kind);
        if (filter.DueBefore is { } due) rows = rows.Where(r => r.DueAt < due);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            rows = rows.Where(r => r.Title.Zh.Contains(text) || r.Title.En.Contains(text) || r.Unit.Contains(text) || r.CaseNumber!.Contains(text));
        }
        return rows;
    }
}
