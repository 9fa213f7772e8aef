using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>A check that finds nothing in a broken database proves nothing: each invariant is broken by hand here, and seen.</summary>
public class InvariantTests(PostgresCluster cluster)
{
    public static TheoryData<string, string> Breaks => new()
    {
        { "I1", """DELETE FROM "Bookmarks" """ },
        { "I1", """DELETE FROM "Inbox"; DELETE FROM "WorkItems" WHERE "Kind" = 'FillForm' """ },
        { "I2", """DELETE FROM "Bookmarks" """ },
        { "I3", """UPDATE "FinishedWorkItems" SET "Id" = (SELECT MAX("Id") FROM "WorkItems") WHERE "Kind" = 'FillForm' """ },
        { "I3", """UPDATE "FinishedWorkItems" SET "BookmarkId" = 'same' WHERE "Outcome" <> '' """ },
        { "I5", """UPDATE "SealUses" SET "Number" = "Number" + 1""" },
        { "I6", """UPDATE "AuditEntries" SET "Outcome" = 'Reject' WHERE "Outcome" = 'Approve' """ },
        { "I8", """UPDATE "WorkflowInstances" SET "Status" = 'Finished' """ },
        { "I9", """DELETE FROM "Inbox" """ },
        { "I11", """DELETE FROM "FileContents" """ },
        { "I13", """DELETE FROM "Journal" WHERE "EventName" = 'Resumed' """ },
        { "I13", """UPDATE "ActivityExecutions" SET "Content" = REPLACE("Content", 'Completed', 'Faulted')""" },
        { "I13", """DELETE FROM "ActivityExecutions" WHERE "Content" LIKE '%Completed%' """ },
        { "I14", """UPDATE "WorkItems" SET "OrganisationId" = (SELECT MIN("Id") FROM "Organisations") """ },
        { "I14", """UPDATE "Inbox" SET "CallId" = 1""" },
    };

    [Fact]
    public async Task A_database_that_was_worked_in_has_none_of_them()
    {
        await using var app = await Worked();
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        (await Invariants.LeftLying(app.Services, app.Clock.GetUtcNow())).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Breaks))]
    public async Task A_broken_invariant_is_seen(string invariant, string sql)
    {
        await using var app = await Worked();
        await Spoil(app, sql);
        (await Invariants.Broken(app.Services)).ShouldContain(v => v.Invariant == invariant);
    }

    [Fact]
    public async Task What_is_left_lying_or_was_confirmed_and_is_missing_is_seen()
    {
        await using var app = await Worked();
        await Spoil(app, """INSERT INTO "Queue" ("Id", "Kind", "Payload", "EnqueuedAt", "Attempts") VALUES ('q', 'ResumeBookmark', '{}', '2023-01-01 00:00:00', 0)""");
        await Spoil(app, """INSERT INTO "Timers" ("Id", "DueAt", "WorkflowInstanceId", "BookmarkId", "Kind") VALUES ('t', '2023-01-01 00:00:00', 'i', 'b', 'Elsa.Delay')""");
        (await Invariants.LeftLying(app.Services, app.Clock.GetUtcNow())).Select(v => v.Invariant).ShouldBe(["I10", "I12"], ignoreOrder: true);
        (await Invariants.Missing(app.Services, new Dictionary<long, string> { [1] = "Approve" })).ShouldHaveSingleItem().Invariant.ShouldBe("I4");
    }

    private async Task<RunningApplication> Worked()
    {
        var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.UpToTheSuperior("liaoyang-centre");
        var (begun, _) = await app.Begin("liaoyang-ou");
        (await app.As("liaoyang-ou.handler").Upload($"/api/cases/{begun}/attachments", "材料.pdf", "%PDF-1.4\n%%EOF\n"u8.ToArray())).Succeeded();
        return app;
    }

    /// <summary>As somebody would who has the file in hand: without the rules and the triggers that guard it.</summary>
    private static async Task Spoil(RunningApplication app, string sql)
    {
        await app.Services.GetRequiredService<UnitOfWork>().Read(
            async (scope, token) =>
            {
                var database = scope.GetRequiredService<ApprovalsDb>().Database;
                await database.OpenConnectionAsync(token);
                await database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF", token);
                foreach (var trigger in await database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'").ToListAsync(token))
                {
                    var drop = $"DROP TRIGGER \"{trigger}\"";
                    await database.ExecuteSqlRawAsync(drop, token);
                }
                return await database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), token);
            },
            TestContext.Current.CancellationToken);
    }
}
