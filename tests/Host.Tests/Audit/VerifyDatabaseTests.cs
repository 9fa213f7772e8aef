using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Audit;
using Workflows.Host.Audit.Bundles;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>The whole database, checked from the command line.</summary>
public class VerifyDatabaseTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_whole_database_is_genuine_until_somebody_who_took_the_triggers_off_changes_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        await app.Services.GetRequiredService<SealLog>().Sign(Stop);
        var whole = await Verify(app, kind);
        whole.Faults.ShouldBeEmpty();
        whole.Code.ShouldBe(0);

        await Sql(app, kind == DatabaseKind.Sqlite ? "DROP TRIGGER \"AuditEntries_update\"; DROP TRIGGER \"AuditEntries_delete\"" : "ALTER TABLE \"AuditEntries\" DISABLE TRIGGER ALL");
        await Sql(app, $"UPDATE \"AuditEntries\" SET \"After\" = 'PS3-LN-9999' WHERE \"Subject\" = 'Case:{id}' AND \"Sequence\" = 1");
        await Sql(app, $"UPDATE \"AuditEntries\" SET \"PersonId\" = 7 WHERE \"Subject\" = 'Case:{id}' AND \"Sequence\" = 3");
        await Sql(app, $"DELETE FROM \"AuditEntries\" WHERE \"Subject\" = 'Case:{id}' AND \"Sequence\" = 5");
        var (code, lines) = await Verify(app, kind);
        code.ShouldBe(1);
        lines.ShouldContain($"✗ words-altered Case:{id}#1");
        lines.ShouldContain($"✗ entry-altered Case:{id}#3");
        lines.ShouldContain($"✗ entry-missing Case:{id}#5");
        lines.ShouldContain(line => line.StartsWith("✗ entry-missing Log#", StringComparison.Ordinal));
    }

    private static async Task<(int Code, List<string> Faults)> Verify(RunningApplication app, DatabaseKind kind)
    {
        using var said = new StringWriter();
        var code = await VerifyCommand.Run(kind == DatabaseKind.Sqlite ? new SqliteConnectionStringBuilder(app.Connection).DataSource : app.Connection, said, Stop);
        return (code, [.. said.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.StartsWith("✗ ", StringComparison.Ordinal) && line.Contains('#', StringComparison.Ordinal))]);
    }

    private static Task<int> Sql(RunningApplication app, string statement) => app.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync(statement, token), Stop);
}
