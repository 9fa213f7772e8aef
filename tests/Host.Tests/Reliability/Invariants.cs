using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Audit.Bundles;
using Workflows.Persistence;

namespace Workflows.Host.Tests.Reliability;

/// <summary>Something that must never be in the database.</summary>
/// <param name="Invariant">Its name, <c>I1</c> to <c>I14</c>.</param>
/// <param name="What">The row or entry that shows it.</param>
public sealed record Violation(string Invariant, string What);

/// <summary>
/// What holds in the database after every commit, whatever happened to the programs. Each is a question to which the answer is no row; the names are those of
/// docs/reliability.md.
/// </summary>
public static class Invariants
{
    /// <summary>Those that are a statement of SQL, the same for both databases.</summary>
    private static readonly (string Name, string Sql)[] Questions =
    [
        // Whoever has not finished has a way forward: a bookmark, a due time, or queued work.
        ("I1", """
            SELECT i."Id" AS "Value" FROM "WorkflowInstances" i WHERE i."Status" <> 'Finished'
              AND NOT EXISTS (SELECT 1 FROM "Bookmarks" b WHERE b."WorkflowInstanceId" = i."Id") AND NOT EXISTS (SELECT 1 FROM "Timers" t WHERE t."WorkflowInstanceId" = i."Id")
              AND NOT EXISTS (SELECT 1 FROM "Queue" q WHERE q."Payload" LIKE '%' || i."Id" || '%')
            """),

        // A bookmark that waits for a work item has it, open.
        ("I1", """
            SELECT b."Id" AS "Value" FROM "Bookmarks" b WHERE b."Payload" LIKE '%orkItemId%'
              AND NOT EXISTS (SELECT 1 FROM "WorkItems" w WHERE b."Payload" LIKE '%"' || CAST(w."Id" AS text) || '"%')
            """),
        ("I3", """SELECT CAST(w."Id" AS text) AS "Value" FROM "WorkItems" w JOIN "FinishedWorkItems" f ON f."Id" = w."Id" """),
        ("I3", """SELECT f."BookmarkId" AS "Value" FROM "FinishedWorkItems" f WHERE f."BookmarkId" IS NOT NULL AND f."Outcome" <> '' GROUP BY f."BookmarkId" HAVING COUNT(*) > 1"""),
        ("I5", """SELECT CAST("SealId" AS text) AS "Value" FROM "SealUses" GROUP BY "SealId" HAVING COUNT(*) <> MAX("Number") OR COUNT(DISTINCT "Number") <> COUNT(*)"""),
        ("I8", """SELECT CAST(w."Id" AS text) AS "Value" FROM "WorkItems" w JOIN "WorkflowInstances" i ON i."Id" = w."InstanceId" WHERE i."Status" = 'Finished'"""),
        ("I9", """SELECT CAST(r."WorkItemId" AS text) AS "Value" FROM "Inbox" r WHERE NOT EXISTS (SELECT 1 FROM "WorkItems" w WHERE w."Id" = r."WorkItemId")"""),
        ("I9", """SELECT CAST(w."Id" AS text) AS "Value" FROM "WorkItems" w WHERE NOT EXISTS (SELECT 1 FROM "Inbox" r WHERE r."WorkItemId" = w."Id")"""),
        ("I11", """SELECT a."ContentHash" AS "Value" FROM "Attachments" a WHERE NOT EXISTS (SELECT 1 FROM "FileContents" c WHERE c."Hash" = a."ContentHash")"""),
        ("I11", """SELECT p."ContentHash" AS "Value" FROM "SealedPapers" p WHERE p."State" = 'Ready' AND NOT EXISTS (SELECT 1 FROM "FileContents" c WHERE c."Hash" = p."ContentHash")"""),
        ("I13", """SELECT "WorkflowInstanceId" AS "Value" FROM "Journal" GROUP BY "WorkflowInstanceId" HAVING COUNT(DISTINCT "Sequence") <> COUNT(*) OR MAX("Sequence") - MIN("Sequence") + 1 <> COUNT(*)"""),
        ("I14", """SELECT CAST(w."Id" AS text) AS "Value" FROM "WorkItems" w JOIN "Seats" s ON s."Id" = w."SeatId" WHERE s."OrganisationId" <> w."OrganisationId" """),
        ("I14", """SELECT CAST(w."Id" AS text) AS "Value" FROM "WorkItems" w JOIN "Inbox" r ON r."WorkItemId" = w."Id" WHERE r."CallId" <> w."CallId" """),
    ];

    /// <summary>How long after it is due a timer may stand in the table.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    /// <summary>What always holds, also in the middle of work.</summary>
    /// <param name="wholeLog">Read every audit entry (I6) and every line of the journal (I13) too, which takes its time.</param>
    public static async Task<IReadOnlyList<Violation>> Broken(IServiceProvider services, bool wholeLog = true)
    {
        var cancellation = TestContext.Current.CancellationToken;
        return await services.GetRequiredService<UnitOfWork>().Read<IReadOnlyList<Violation>>(
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var found = new List<Violation>();
                foreach (var (name, sql) in Questions) found.AddRange((await db.Database.SqlQueryRaw<string>(sql).ToListAsync(token)).Select(row => new Violation(name, row)));
                found.AddRange(await StateAndBookmarks(db, token));
                if (wholeLog) found.AddRange((await ReplayedJournal.Differences(db, token)).Select(difference => new Violation("I13", difference)));
                if (wholeLog) found.AddRange((await new VerifyDatabase(db, new VerifyChains(db)).Run(token)).Faults.Select(fault => new Violation("I6", $"{fault.Code} {fault.Where}")));
                return found;
            },
            cancellation);
    }

    /// <summary>What holds when nothing has happened for a while: nothing due is left lying (I10, I12).</summary>
    /// <param name="now">By the clock of the programs.</param>
    public static async Task<IReadOnlyList<Violation>> LeftLying(IServiceProvider services, DateTimeOffset now) =>
        await services.GetRequiredService<UnitOfWork>().Read<IReadOnlyList<Violation>>(
            async (scope, token) =>
            {
                var store = scope.GetRequiredService<Engine.Storage.IWorkflowStore>();
                return
                [
                    .. (await store.ListDueTimersAsync(now - Late, 100, token)).Select(timer => new Violation("I10", timer.Id)),
                    .. (await store.ListQueuedWorkAsync(now, 100, token)).Select(work => new Violation("I12", $"{work.Id} {work.LastError}")),
                ];
            },
            TestContext.Current.CancellationToken);

    /// <summary>What was confirmed to somebody is in the database, as it was confirmed (I4).</summary>
    /// <param name="confirmed">Work items and the outcome that was answered with success.</param>
    public static async Task<IReadOnlyList<Violation>> Missing(IServiceProvider services, IReadOnlyDictionary<long, string> confirmed) =>
        await services.GetRequiredService<UnitOfWork>().Read<IReadOnlyList<Violation>>(
            async (scope, token) =>
            {
                var stored = await scope.GetRequiredService<ApprovalsDb>().FinishedWorkItems.Select(f => new { f.Id, f.Outcome }).ToDictionaryAsync(f => f.Id, f => f.Outcome, token);
                return [.. confirmed.Where(each => stored.GetValueOrDefault(each.Key) != each.Value).Select(each => new Violation("I4", $"{each.Key} {each.Value}"))];
            },
            TestContext.Current.CancellationToken);

    /// <summary>Each bookmark in the state of an instance is a row, and each row is in the state (I2).</summary>
    private static async Task<IEnumerable<Violation>> StateAndBookmarks(ApprovalsDb db, CancellationToken cancellation)
    {
        var states = await db.Database.SqlQueryRaw<string>("""SELECT "State" AS "Value" FROM "WorkflowInstances" WHERE "Status" <> 'Finished' """).ToListAsync(cancellation);
        var inState = states.SelectMany(state => JsonNode.Parse(state)!["bookmarks"]!.AsArray()).Select(bookmark => bookmark!["id"]!.ToString()).ToHashSet();
        var rows = (await db.Database.SqlQueryRaw<string>("""SELECT "Id" AS "Value" FROM "Bookmarks" """).ToListAsync(cancellation)).ToHashSet();
        return inState.Except(rows).Select(id => new Violation("I2", $"{id} is only in the state")).Concat(rows.Except(inState).Select(id => new Violation("I2", $"{id} is only a row")));
    }
}
