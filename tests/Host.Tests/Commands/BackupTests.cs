using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Audit.Bundles;
using Workflows.Host.Commands;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.Persistence.Backups;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Commands;

/// <summary>Backups, exports and what comes back of them.</summary>
public sealed class BackupTests(PostgresCluster cluster) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workflows-backup");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_backup_of_sqlite_is_taken_while_people_work_and_an_application_goes_on_from_it()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");

        // While somebody writes all the time.
        var copy = Path.Combine(folder.FullName, "copy.db");
        var writes = 0;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writer = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                (await app.As("platform.auditor").Get("/api/trace")).Succeeded();
                writes++;
            }
        }, Stop);
        await Done(app.Connection, "backup", copy);
        await enough.CancelAsync();
        await writer;
        writes.ShouldBeGreaterThan(0);
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意")).Succeeded();

        (await Run(app.Connection, "backup", copy)).Said.ShouldContain("found a file");
        using var verified = new StringWriter();
        (await VerifyCommand.Run(copy, verified, Stop)).ShouldBe(0, verified.ToString());

        var restored = await TestDatabase.Create(DatabaseKind.Sqlite, cluster);
        await Done(restored.Connection, "restore", copy);
        await using var again = await RunningApplication.On(restored, RunningApplication.Start);
        (await again.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意")).Succeeded();
    }

    [Fact]
    public async Task A_restore_writes_over_nothing_that_is_filled_or_in_use_unless_it_is_told_to_and_may()
    {
        string copy, target;
        using var database = await TestDatabase.Create(DatabaseKind.Sqlite, cluster);
        await using (var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster))
        {
            (copy, target) = (Path.Combine(folder.FullName, "copy.db"), app.Connection);
            await Done(target, "backup", copy);
            var (code, said) = await Run(target, "restore", copy);
            (code, said.Contains("--overwrite", StringComparison.Ordinal)).ShouldBe((1, true), said);
            (code, said) = await Run(target, "restore", copy, "--overwrite");
            (code, said.Contains("in use", StringComparison.Ordinal)).ShouldBe((1, true), said);
        }

        await Done(database.Connection, "restore", copy);
        await Sql(database.Connection, "DELETE FROM \"NotificationChoices\"; DELETE FROM \"Phrases\"; INSERT INTO \"Nodes\" VALUES ('n', 'lost', '1', '2023-01-01', '2023-01-01')");
        (await Run(database.Connection, "restore", copy)).Code.ShouldBe(1);
        await Done(database.Connection, "restore", copy, "--overwrite");
        (await Count(database.Connection, "Nodes")).ShouldBe(0);

        (await Run(database.Connection, "restore", Path.Combine(folder.FullName, "nothing"))).Code.ShouldBe(1);
        (await Run(database.Connection, "restore")).Code.ShouldBe(2);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "text"), "no backup", Stop);
        (await Run(database.Connection, "restore", Path.Combine(folder.FullName, "text"), "--overwrite")).Code.ShouldBe(1);
        (await Count(database.Connection, "Accounts")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Everything_goes_from_postgresql_to_sqlite_and_back_without_losing_anything()
    {
        var (first, second, third) = (Path.Combine(folder.FullName, "first.zip"), Path.Combine(folder.FullName, "second"), Path.Combine(folder.FullName, "third"));
        string id;
        IReadOnlyList<TableFile> written;
        using var middle = await TestDatabase.Create(DatabaseKind.Sqlite, cluster);
        await using (var app = await RunningApplication.Configured(DatabaseKind.Postgres, cluster))
        {
            id = await app.UpToTheSuperior("liaoyang-centre");

            // On PostgreSQL a backup is an export, taken while the application runs.
            await Done(app.Connection, "backup", first);
            written = await Tables(first);
            var (code, said) = await Run(app.Connection, "restore", first);
            (code, said.Contains("End the nodes first", StringComparison.Ordinal)).ShouldBe((1, true), said);
        }
        await Done(middle.Connection, "import", first);
        await Done(middle.Connection, "export", second);
        Same(await Tables(second), written);

        var last = await TestDatabase.Create(DatabaseKind.Postgres, cluster);
        await Done(last.Connection, "restore", second);
        await Done(last.Connection, "export", third);
        Same(await Tables(third), written);

        // A second time: what is there stays under another name.
        (await Run(last.Connection, "restore", second)).Code.ShouldBe(1);
        var (over, told) = await Run(last.Connection, "restore", second, "--overwrite");
        over.ShouldBe(0, told);
        told.ShouldContain("public_before_");

        using var verified = new StringWriter();
        (await VerifyCommand.Run(last.Connection, verified, Stop)).ShouldBe(0, verified.ToString());
        await using var again = await RunningApplication.On(last, RunningApplication.Start);
        (await again.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意")).Succeeded();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_export_that_was_changed_or_is_of_a_later_version_is_not_read(DatabaseKind kind)
    {
        using var database = await TestDatabase.CreateMigrated(kind, cluster);
        await Sql(database.Connection, """INSERT INTO "Nodes" ("Id", "Name", "Version", "StartedAt", "SeenAt") VALUES ('n', 'node', '1', '2023-01-01', '2023-01-01')""");
        await Sql(database.Connection, """INSERT INTO "ProtectionKeys" ("Name", "Xml") VALUES ('k', '<key />')""");
        var export = Path.Combine(folder.FullName, "export");
        await Done(database.Connection, "export", export);
        (await Run(database.Connection, "export", export)).Code.ShouldBe(1);
        (await Tables(export)).ShouldNotContain(table => table.Name == "Nodes", "the nodes of the old place are not those of the new one");

        using var target = await TestDatabase.Create(kind, cluster);
        var (keys, manifest) = (Path.Combine(export, TableFile.PathOf("ProtectionKeys")), Path.Combine(export, Manifest.Path));
        var (rows, told) = (await File.ReadAllTextAsync(keys, Stop), await File.ReadAllTextAsync(manifest, Stop));
        await File.WriteAllTextAsync(keys, rows.Replace("<key />", "<KEY />", StringComparison.Ordinal), Stop);
        (await Run(target.Connection, "import", export)).Said.ShouldContain("damaged");
        await File.WriteAllTextAsync(keys, rows, Stop);
        await File.WriteAllTextAsync(manifest, told.Replace(JsonNode.Parse(told)!["migration"]!.ToString(), "20991231000001_Later", StringComparison.Ordinal), Stop);
        (await Run(target.Connection, "import", export)).Said.ShouldContain("20991231000001_Later");
        await File.WriteAllTextAsync(manifest, told, Stop);
        await Done(target.Connection, "import", export);
        (await Count(target.Connection, "ProtectionKeys")).ShouldBe(1);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Migrating_makes_the_tables_once(DatabaseKind kind)
    {
        using var database = await TestDatabase.Create(kind, cluster);
        (await Run(database.Connection, "migrate")).Said.ShouldContain("20261123000000_Initial");
        (await Run(database.Connection, "migrate")).Said.ShouldContain(" 0 migrations");
        (await Count(database.Connection, "Accounts")).ShouldBe(0);
    }

    private static void Same(IReadOnlyList<TableFile> found, IReadOnlyList<TableFile> written) =>
        found.Select(table => (table.Name, table.Rows, table.Sha256)).ShouldBe(written.Select(table => (table.Name, table.Rows, table.Sha256)));

    private static async Task Done(string connection, params string[] arguments)
    {
        var (code, said) = await Run(connection, arguments);
        code.ShouldBe(0, said);
    }

    private static async Task<(int Code, string Said)> Run(string connection, params string[] arguments)
    {
        using var said = new StringWriter();
        var code = await CommandLine.Of(arguments)!.Run(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Workflows", connection)]).Build(), said, Stop);
        return (code, said.ToString());
    }

    private static async Task<IReadOnlyList<TableFile>> Tables(string export)
    {
        await using var folder = ExportFolder.Open(export);
        await using var file = folder.Read(Manifest.Path)!;
        return (await JsonSerializer.DeserializeAsync<Manifest>(file, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }, Stop))!.Tables;
    }

    private static async Task Sql(string connection, string statement) => await In(connection, async db => await db.Database.ExecuteSqlRawAsync(statement, Stop));

    private static async Task<int> Count(string connection, string table)
    {
        var question = $"SELECT CAST(count(*) AS int) AS \"Value\" FROM \"{table}\"";
        return await In(connection, async db => await db.Database.SqlQueryRaw<int>(question).SingleAsync(Stop));
    }

    private static async Task<T> In<T>(string connection, Func<WorkflowsDb, Task<T>> ask)
    {
        await using var services = new ServiceCollection().AddLogging().AddApprovals().AddPersistence(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Workflows", connection)]).Build()).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var answer = await ask(scope.ServiceProvider.GetRequiredService<WorkflowsDb>());
        if (!PersistenceRegistration.IsPostgres(connection)) SqliteConnection.ClearPool(new SqliteConnection(connection));
        return answer;
    }
}
