using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.WorkItems;

/// <summary>An organisation that open work is about.</summary>
public sealed record InboxUnit(long Id, string Name);

/// <summary>How much open work a person has, and what one may filter it by.</summary>
/// <param name="IsCapped">There is more than was looked at: the counts are lower bounds.</param>
public sealed record InboxCount(int Total, bool IsCapped, IReadOnlyDictionary<string, int> ByKind, IReadOnlySet<long> CallIds, IReadOnlySet<string> ChainIds, IReadOnlyList<InboxUnit> Units)
{
    /// <param name="units">Names of the organisations by their ids.</param>
    public static InboxCount Of(bool isCapped, IReadOnlyDictionary<string, int> kinds, IReadOnlySet<long> calls, IReadOnlySet<string> chains, IEnumerable<KeyValuePair<long, string>> units) =>
        new(kinds.Values.Sum(), isCapped, kinds, calls, chains, [.. units.Select(unit => new InboxUnit(unit.Key, unit.Value)).OrderBy(unit => unit.Name, StringComparer.Ordinal)]);
}

/// <summary>Counts a person's open work, at most 1,000 rows per principal.</summary>
public sealed class CountInbox(ApprovalsDb db, ReadDecider deciders, IInboxAtOnce? atOnce = null)
{
    public async Task<InboxCount> Run(long personId, CancellationToken cancellation = default)
    {
        if (atOnce is not null && await atOnce.Count(personId, cancellation) is { } count) return count;
        var decider = await deciders.Run(personId, cancellation: cancellation);
        var (kinds, calls, chains, units, capped) = (new Dictionary<long, string>(), new HashSet<long>(), new HashSet<string>(StringComparer.Ordinal), new Dictionary<long, string>(), false);
        foreach (var source in decider.Sources().SelectMany(sources => sources))
        {
            var rows = await db.Rows(source, new InboxFilter()).OrderByDescending(r => r.CreatedAt)
                .Select(r => new { r.WorkItemId, r.Kind, r.CallId, r.ChainId, r.UnitId, r.Unit })
                .Take(InboxQuery.CountCap)
                .ToListAsync(cancellation);
            capped |= rows.Count == InboxQuery.CountCap;
            foreach (var row in rows)
            {
                kinds[row.WorkItemId] = row.Kind;
                calls.Add(row.CallId);
                chains.Add(row.ChainId);
                units[row.UnitId] = row.Unit;
            }
        }
        return InboxCount.Of(capped, kinds.Values.CountBy(kind => kind).ToDictionary(), calls, chains, units);
    }
}
