using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>The rows that a person may work on, principal by principal: each principal gives its own rows from its own index range.</summary>
public static class InboxQuery
{
    /// <summary>Rows counted per principal; more is shown as "999+".</summary>
    public const int CountCap = 1000;

    /// <summary>More branches than this in one statement make it slow to compile; a person with more principals gets several statements.</summary>
    internal const int BranchesPerStatement = 16;

    /// <summary>A principal whose rows are read, and for whom where it is not the person's own.</summary>
    internal sealed record Source(long Principal, long PersonId, Substituted? For);

    internal static IEnumerable<Source[]> Sources(this Decider decider)
    {
        var sources = decider.Principals.Order().Select(principal => new Source(principal, decider.PersonId, null)).ToList();
        foreach (var substituted in decider.Substitutes)
            sources.AddRange(substituted.Seats.Append(substituted.PersonId).Where(principal => sources.TrueForAll(s => s.Principal != principal)).Select(principal => new Source(principal, decider.PersonId, substituted)).ToList());
        return sources.Chunk(BranchesPerStatement);
    }

    /// <summary>The rows of one principal that the person may work on: a barred person is not offered them (R29).</summary>
    internal static IQueryable<InboxRow> Rows(this ApprovalsDb db, Source source, InboxFilter filter)
    {
        var (principal, personId) = (source.Principal, source.PersonId);
        var rows = db.Inbox.Where(r => r.Principal == principal && !db.BarredPersons.Any(b => b.PersonId == personId && b.WorkItemId == r.WorkItemId));
        if (source.For is { PersonId: var other, CallId: var only, Seats: var seats })
        {
            // As WorkItem.OnBehalfOf: of the substituted person only what came to these seats, no seals, and nothing from which that person is barred.
            var held = seats.ToList();
            rows = rows.Where(r => r.Kind != "ApplySeal" && !db.BarredPersons.Any(b => b.PersonId == other && b.WorkItemId == r.WorkItemId));
            if (only is { } one) rows = rows.Where(r => r.CallId == one);
            if (principal == other) rows = rows.Where(r => db.WorkItems.Any(w => w.Id == r.WorkItemId && w.SeatId != null && held.Contains(w.SeatId.Value)));
        }
        if (filter.CallId is { } call) rows = rows.Where(r => r.CallId == call);
        if (filter.Kind is { } kind) rows = rows.Where(r => r.Kind == kind);
        if (filter.ChainId is { } chain) rows = rows.Where(r => r.ChainId == chain);
        if (filter.UnitId is { } unit) rows = rows.Where(r => r.UnitId == unit);
        if (filter.Level is { } level) rows = rows.Where(r => r.UnitLevel == level);
        if (filter.DueBy is { } due) rows = rows.Where(r => r.DueAt <= due);
        if (filter.IsUrgent) rows = rows.Where(r => r.Priority > 0);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var text = filter.Text.Trim();
            // Case numbers are written in capitals.
            var number = text.ToUpperInvariant();
            var renamed = db.Renamed(text);
            rows = rows.Where(r => r.Title.Zh.Contains(text) || r.Title.En.Contains(text) || r.Unit.Contains(text) || r.CaseNumber!.Contains(number) || renamed.Contains(r.UnitId));
        }
        return rows;
    }

    /// <summary>In the order asked for, from where the page before ended.</summary>
    internal static IQueryable<InboxRow> Page(this IQueryable<InboxRow> rows, InboxFilter filter)
    {
        if (filter.After is { At: var at, WorkItemId: var id, Priority: var priority })
        {
            rows = filter.Sort switch
            {
                InboxSort.Oldest => rows.Where(r => r.CreatedAt >= at && (r.CreatedAt > at || r.WorkItemId > id)),
                InboxSort.Due => rows.Where(r => r.Deadline >= at && (r.Deadline > at || r.WorkItemId > id)),
                InboxSort.Priority => rows.Where(r => r.Priority <= priority && (r.Priority < priority || (r.CreatedAt <= at && (r.CreatedAt < at || r.WorkItemId < id)))),
                _ => rows.Where(r => r.CreatedAt <= at && (r.CreatedAt < at || r.WorkItemId < id)),
            };
        }
        return rows.InOrder(filter.Sort);
    }

    private static IOrderedQueryable<InboxRow> InOrder(this IQueryable<InboxRow> rows, InboxSort sort) => sort switch
    {
        InboxSort.Oldest => rows.OrderBy(r => r.CreatedAt).ThenBy(r => r.WorkItemId),
        InboxSort.Due => rows.OrderBy(r => r.Deadline).ThenBy(r => r.WorkItemId),
        InboxSort.Priority => rows.OrderByDescending(r => r.Priority).ThenByDescending(r => r.CreatedAt).ThenByDescending(r => r.WorkItemId),
        _ => rows.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.WorkItemId),
    };

    /// <summary>The same order for rows that were read, in which those of several principals are merged. As a query it would be compiled at every reading, which took longer than the reading.</summary>
    internal static IEnumerable<InboxRow> Merged(this IEnumerable<InboxRow> rows, InboxSort sort) => sort switch
    {
        InboxSort.Oldest => rows.OrderBy(r => r.CreatedAt).ThenBy(r => r.WorkItemId),
        InboxSort.Due => rows.OrderBy(r => r.Deadline).ThenBy(r => r.WorkItemId),
        InboxSort.Priority => rows.OrderByDescending(r => r.Priority).ThenByDescending(r => r.CreatedAt).ThenByDescending(r => r.WorkItemId),
        _ => rows.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.WorkItemId),
    };
}
