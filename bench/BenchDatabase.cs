using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Workflows.Bench;

/// <summary>
/// A database for one benchmark, gone afterwards: a SQLite file in a temporary folder or, where <c>WORKFLOWS_BENCH</c> holds the connection
/// string of a PostgreSQL server, a database of its own there.
/// </summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workflows-bench");
    private readonly string name = $"workflows_bench_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";
    private static int made;

    public static string? Server { get; } = Environment.GetEnvironmentVariable("WORKFLOWS_BENCH") is { Length: > 0 } server ? server : null;

    public static string Kind => Server is null ? "sqlite" : "postgres";

    /// <summary>Where the application keeps its files.</summary>
    public string Folder => folder.FullName;

    /// <summary>What <c>ConnectionStrings:Workflows</c> takes.</summary>
    public string Connection => Server is null
        ? $"Data Source={Path.Combine(Folder, "workflows.db")}"
        : $"Host={new NpgsqlConnectionStringBuilder(Server).Host};{new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString}";

    public static async Task<BenchDatabase> Create()
    {
        var database = new BenchDatabase();
        if (Server is not null) await Execute(Server, $"CREATE DATABASE {database.name}");
        return database;
    }

    /// <summary>A connection beside the application's own, with the same durability.</summary>
    public async Task<DbConnection> Open()
    {
        DbConnection connection = Server is null ? new SqliteConnection(Connection) : new NpgsqlConnection($"{Connection};Max Auto Prepare=200;Auto Prepare Min Usages=1");
        await connection.OpenAsync();
        if (Server is null) await connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;");
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is null) SqliteConnection.ClearAllPools();
        else
        {
            NpgsqlConnection.ClearAllPools();
            await Execute(Server, $"DROP DATABASE {name} WITH (FORCE)");
        }
        folder.Delete(recursive: true);
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await connection.Execute(sql);
    }
}

internal static class Sql
{
    /// <summary>Begins a statement that has so many rows <c>i</c> = 0, 1, 2 … in <c>g</c>.</summary>
    /// <param name="from">The first <c>i</c>.</param>
    public static string Numbers(int count, int from = 0) => BenchDatabase.Server is null
        ? string.Create(CultureInfo.InvariantCulture, $"WITH RECURSIVE g(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM g WHERE i < {from + count - 1})")
        : string.Create(CultureInfo.InvariantCulture, $"WITH g(i) AS (SELECT generate_series({from}, {from + count - 1}))");

    /// <summary>The one value that a question has.</summary>
    public static async Task<long> Number(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public static async Task Execute(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 3600;
        await command.ExecuteNonQueryAsync();
    }
}
