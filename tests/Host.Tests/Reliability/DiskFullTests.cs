using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

public class DiskFullTests(PostgresCluster cluster)
{
    [Fact]
    public async Task A_full_disk_under_SQLite_fails_the_act_whole_and_the_next_one_comes_through_when_there_is_room()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, form) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        var file = new byte[200_000];
        "%PDF-1.4\n"u8.CopyTo(file);
        "%%EOF\n"u8.CopyTo(file.AsSpan(^6..));

        // The limit holds on the writer's connection, which is put back into the pool when an act has failed on it.
        await app.Services.GetRequiredService<UnitOfWork>().Run<Done>(
            Actor.System,
            async (scope, token) =>
            {
                var database = scope.GetRequiredService<ApprovalsDb>().Database;
                var pages = (await database.SqlQueryRaw<long>("PRAGMA page_count").ToListAsync(token)).Single();
                var limit = FormattableString.Invariant($"PRAGMA max_page_count = {pages}");
                await database.ExecuteSqlRawAsync(limit, token);
                return Done.Result;
            },
            TestContext.Current.CancellationToken);
        ((int)(await handler.Upload($"/api/cases/{id}/attachments", "大.pdf", file)).Status).ShouldBeGreaterThanOrEqualTo(500);
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();

        await using (var room = new SqliteConnection(app.Connection)) SqliteConnection.ClearPool(room);
        (await handler.Upload($"/api/cases/{id}/attachments", "大.pdf", file)).Succeeded();
        (await handler.Post($"/api/work-items/{form}/decision", new { outcome = "Submitted", data = new { form = PilotSiteWalk.FilledForm() } })).Succeeded();
        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
    }
}
