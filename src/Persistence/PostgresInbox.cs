using System.Collections.Concurrent;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence.Rows;

namespace Workflows.Persistence;

/// <summary>
/// One round trip for the page and its count, and one for the counts by kind: each principal is a lateral part of one statement, which is prepared once however many seats a person holds. Entity
/// Framework writes a branch for each principal, and planning those takes longer than reading.
/// </summary>
internal sealed class PostgresInbox(WorkflowsDb db, TimeProvider clock) : IInboxAtOnce
{
    /// <summary>
    /// More readings at once than processors only take them from each other: one after the other each is answered sooner. A database that is slow for another reason is not waited for
    /// twice, so nobody waits longer than <see cref="LongestWait"/> for a turn.
    /// </summary>
    private static readonly SemaphoreSlim Turns = new(Environment.ProcessorCount + 1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether there may be somebody whose lines are to be read too; that is the general way's.</summary>
    private const string Substitutes = "SELECT 1 FROM \"Substitutions\" WHERE \"SubstituteId\" = $2 AND \"EndedAt\" IS NULL AND \"From\" <= $3 AND \"To\" > $3 LIMIT 1";

    /// <summary>The person and the seats held now; <c>$2</c> is the person, <c>$3</c> now, as <see cref="PrincipalsRead"/> has them.</summary>
    private const string Mine = $"(SELECT $2 AS \"Id\" UNION ALL {PrincipalsRead.Seats}) AS mine";

    /// <summary>The rows of one principal, without those from which the person is barred (R29).</summary>
    private const string Rows = """FROM "Inbox" r WHERE r."Principal" = mine."Id" AND r."WorkItemId" <> ALL (ARRAY(SELECT "WorkItemId" FROM "BarredPersons" WHERE "PersonId" = $2))""";

    private const string Newest = """ORDER BY "CreatedAt" DESC, "WorkItemId" DESC""";

    private static readonly string Counted = $"SELECT (SELECT count(*) FROM (SELECT 1 {Rows} LIMIT {InboxQuery.CountCap}) c) FROM {Mine}";

    private static readonly string Sorted =
        $"""
        SELECT mine."Id", i."Kind", i."CallId", i."ChainId", i."UnitId", i."Unit", count(*)
        FROM {Mine} CROSS JOIN LATERAL (SELECT "Kind", "CallId", "ChainId", "UnitId", "Unit" {Rows} {Newest} LIMIT {InboxQuery.CountCap}) i GROUP BY 1, 2, 3, 4, 5, 6
        """;

    /// <summary>By how many rows are wanted: as a parameter the planner would take it for a tenth of the table.</summary>
    private static readonly ConcurrentDictionary<(int Limit, bool IsFirst), string> Pages = new();

    public async Task<InboxPage?> Page(long personId, int size, InboxCursor? after, CancellationToken cancellation)
    {
        var (rows, count, isCapped) = (new List<InboxRow>(), 0, false);
        var substitutes = await Ask(personId, after is null ? [] : [after.At.UtcDateTime, after.WorkItemId], cancellation, batch =>
        {
            batch.Add<InboxRow>(Pages.GetOrAdd((size + 1, after is null), static page => Wanted(page.Limit, page.IsFirst)), rows.Add, isTracked: false);
            batch.Add(Counted, row =>
            {
                var one = (int)row.GetInt64(0);
                (count, isCapped) = (count + one, isCapped || one == InboxQuery.CountCap);
            });
        });
        return substitutes ? null : InboxPage.Of(rows, size, InboxSort.Newest, count, isCapped);
    }

    public async Task<InboxCount?> Count(long personId, CancellationToken cancellation)
    {
        var (perPrincipal, kinds) = (new Dictionary<long, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var (calls, chains, units) = (new HashSet<long>(), new HashSet<string>(StringComparer.Ordinal), new Dictionary<long, string>());
        var substitutes = await Ask(personId, [], cancellation, batch => batch.Add(Sorted, row =>
        {
            var (principal, kind, count) = (row.GetInt64(0), row.GetString(1), (int)row.GetInt64(6));
            perPrincipal[principal] = perPrincipal.GetValueOrDefault(principal) + count;
            kinds[kind] = kinds.GetValueOrDefault(kind) + count;
            calls.Add(row.GetInt64(2));
            chains.Add(row.GetString(3));
            units[row.GetInt64(4)] = row.GetString(5);
        }));
        return substitutes ? null : InboxCount.Of(perPrincipal.Values.Contains(InboxQuery.CountCap), kinds, calls, chains, units);
    }

    /// <returns>Whether the person substitutes somebody now.</returns>
    private async Task<bool> Ask(long personId, IEnumerable<object> further, CancellationToken cancellation, Action<ReadBatch> questions)
    {
        var hasTurn = await Turns.WaitAsync(LongestWait, cancellation);
        try
        {
            var substitutes = false;
            await using var batch = await ReadBatch.Apart(db, [0L, personId, clock.GetUtcNow().UtcDateTime, .. further], cancellation);
            batch.Add(Substitutes, _ => substitutes = true);
            questions(batch);
            await batch.Run(cancellation);
            return substitutes;
        }
        finally
        {
            if (hasTurn) Turns.Release();
        }
    }

    /// <summary>Which rows are on a page; of each principal its first ones are looked at in its own index range, and of those the first of all are read.</summary>
    private static string Wanted(int limit, bool isFirst) =>
        $"""
        ("Principal", "CreatedAt", "WorkItemId") IN (
            SELECT i."Principal", i."CreatedAt", i."WorkItemId"
            FROM {Mine} CROSS JOIN LATERAL (
                SELECT "Principal", "CreatedAt", "WorkItemId" {Rows} {(isFirst ? "" : """AND (r."CreatedAt", r."WorkItemId") < ($4, $5)""")} {Newest} LIMIT {limit}) i
            {Newest} LIMIT {limit})
        """;
}
