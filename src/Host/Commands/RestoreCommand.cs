using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Operations;
using Workflows.Persistence;
using Workflows.Persistence.Backups;

namespace Workflows.Host.Commands;

/// <summary>
/// <c>restore</c> and <c>import</c>: fills the configured database from a backup or an export, also of an older version, and brings it to the shape of this one. It does not write over a database that
/// is not empty unless <c>--overwrite</c> says so, and never over one that is in use. On PostgreSQL what is written over stays as a schema of another name.
/// </summary>
internal static class RestoreCommand
{
    public static async Task<int> Run(CommandLine line, CancellationToken cancellation)
    {
        var from = line.Places[0];
        if (!File.Exists(from) && !Directory.Exists(from))
        {
            await line.Say($"✗ 没有找到 {Path.GetFullPath(from)}。", "Expected a backup or an export there, found nothing.");
            return 1;
        }
        if (await Refused(line, cancellation)) return 1;
        if (File.Exists(from) && await SqliteFile.Is(from, cancellation))
        {
            if (line.IsPostgres)
            {
                await line.Say("✗ 这是 SQLite 的备份，不能恢复到 PostgreSQL；请用 export 导出，再用 import 读入。", "This is a backup of SQLite; export the database and import the export.");
                return 1;
            }
            await SqliteFile.WriteOver(from, line.Connection, cancellation);
        }
        else if (line.IsPostgres) await ToPostgres(line, from, cancellation);
        else await ToSqlite(line, from, cancellation);
        await Migrate(line, cancellation);
        await line.Say("✓ 已恢复。可用 verify 检查审计记录是否完整。", "Restored. 'verify' checks that the audit entries are whole.");
        return 0;
    }

    private static async Task<bool> Refused(CommandLine line, CancellationToken cancellation)
    {
        if (line.IsPostgres && await PostgresRoom.Others(line.Connection, cancellation) is > 0 and var others)
        {
            await line.Say($"✗ 数据库仍有 {others} 个连接在使用；请先停止所有节点。", $"Expected nobody to use the database, found {others} connections. End the nodes first.");
            return true;
        }
        string? filled;
        await using (var services = line.Database())
        await using (var scope = services.CreateAsyncScope())
            filled = await scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database.Filled(cancellation);
        Forget(line);
        if (filled is null || line.Overwrites) return false;
        await line.Say($"✗ 数据库不是空的（{filled} 中有数据）；如果确实要覆盖，请加上 --overwrite。", $"Expected an empty database, found rows in {filled}. Add --overwrite if you want to write over it.");
        return true;
    }

    private static async Task ToPostgres(CommandLine line, string from, CancellationToken cancellation)
    {
        await using var services = line.Database();
        await services.CreateDatabase(cancellation);
        var (isFilled, hasTables) = await State(services, cancellation);
        if (isFilled)
        {
            var aside = await PostgresRoom.MoveAside(line.Connection, TimeProvider.System.GetUtcNow(), StartUp.Remade, cancellation);
            await line.Say($"原有数据保留在 schema {aside} 中，不再需要时可以删除。", $"What was there is in the schema {aside}; drop it when it is not needed any more.");
        }
        else if (hasTables) await PostgresRoom.Clear(line.Connection, StartUp.Remade, cancellation);
        await Import(services, line, from, cancellation);
    }

    /// <summary>Into a database beside it first, so that what was there stays if the export is damaged.</summary>
    private static async Task ToSqlite(CommandLine line, string from, CancellationToken cancellation)
    {
        var beside = $"{new SqliteConnectionStringBuilder(line.Connection).DataSource}.restoring";
        File.Delete(beside);
        try
        {
            var aside = line.On($"Data Source={beside};Pooling=False");
            await using (var services = aside.Database()) await Import(services, aside, from, cancellation);
            await SqliteFile.WriteOver(beside, line.Connection, cancellation);
        }
        finally
        {
            foreach (var end in new[] { "", "-wal", "-shm" }) File.Delete($"{beside}{end}");
        }
    }

    private static async Task Import(IServiceProvider services, CommandLine line, string from, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        await using var export = ExportFolder.Open(from);
        await ActivatorUtilities.CreateInstance<ImportTables>(scope.ServiceProvider).Run(export, table => line.Output.WriteLine($"  {table.Name} {table.Rows}"), cancellation);
    }

    private static async Task Migrate(CommandLine line, CancellationToken cancellation)
    {
        await using (var services = line.Database()) await StartUp.Shape(services, line.Connection, cancellation);
        Forget(line);
    }

    /// <summary>Whether there are rows, and whether there are tables of the program.</summary>
    private static async Task<(bool IsFilled, bool HasTables)> State(IServiceProvider services, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<WorkflowsDb>().Database;
        return (await database.Filled(cancellation) is not null, (await database.GetAppliedMigrationsAsync(cancellation)).Any());
    }

    /// <summary>Closes what the pool keeps open.</summary>
    private static void Forget(CommandLine line)
    {
        if (line.IsPostgres) return;
        using var connection = new SqliteConnection(line.Connection);
        SqliteConnection.ClearPool(connection);
    }
}
