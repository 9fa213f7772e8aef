using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;

namespace Workflows.Host.Inbox;

/// <summary>A call in which the caller has open work.</summary>
public sealed record InboxCall(long Id, string Code, string Title);

/// <summary>How much open work there is, by kind, and in which calls.</summary>
/// <param name="IsCapped">More than <see cref="ReadQueues.CountLimit"/> on a seat: the counts are lower bounds.</param>
public sealed record InboxQueues(int Total, bool IsCapped, IReadOnlyDictionary<string, int> ByKind, IReadOnlyList<InboxCall> Calls);

/// <summary>Counts the caller's open work for the tabs and queues of the inbox.</summary>
public sealed class ReadQueues(ApprovalsDb db)
{
    /// <summary>Rows looked at per seat.</summary>
    public const int CountLimit = 1000;

    public async Task<InboxQueues> Run(Caller caller, CancellationToken cancellation = default)
    {
        var kinds = new Dictionary<long, string>();
        var callIds = new HashSet<long>();
        var capped = false;
        foreach (var principal in caller.Principals)
        {
            var rows = await db.Inbox.AsNoTracking()
                .Where(r => r.Principal == principal && !db.BarredPersons.Any(b => b.PersonId == caller.PersonId && b.WorkItemId == r.WorkItemId))
                .OrderByDescending(r => r.CreatedAt)
                .Select(r => new { r.WorkItemId, r.Kind, r.CallId })
                .Take(CountLimit)
                .ToListAsync(cancellation);
            capped |= rows.Count == CountLimit;
            foreach (var row in rows)
            {
                kinds[row.WorkItemId] = row.Kind;
                callIds.Add(row.CallId);
            }
        }
        var calls = await db.Calls.AsNoTracking().Where(c => callIds.Contains(c.Id)).OrderBy(c => c.Code).Select(c => new InboxCall(c.Id, c.Code, c.Title)).ToListAsync(cancellation);
        return new InboxQueues(kinds.Count, capped, kinds.Values.CountBy(kind => kind).ToDictionary(), calls);
    }
}
