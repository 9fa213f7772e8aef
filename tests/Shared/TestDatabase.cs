// Linked into several test projects; what one imports for every file, another does not.
#pragma warning disable IDE0005

using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workflows.Approvals;
using Workflows.Persistence;

namespace Workflows.TestSupport;

/// <summary>The two databases that the product runs on.</summary>
public enum DatabaseKind { Sqlite, Postgres }

/// <summary>A database for one test, gone afterwards.</summary>
public sealed class TestDatabase : IDisposable
{
    private readonly string? folder;

    private TestDatabase(string connection, string? folder)
    {
        Connection = connection;
        this.folder = folder;
    }

    /// <summary>What <c>ConnectionStrings:Workflows</c> takes.</summary>
    public string Connection { get; }

    /// <summary>A database without any table.</summary>
    public static async Task<TestDatabase> Create(DatabaseKind kind, PostgresCluster cluster)
    {
        if (kind == DatabaseKind.Postgres) return new TestDatabase(await cluster.CreateDatabase(), null);
        var folder = Directory.CreateTempSubdirectory("workflows-db").FullName;
        return new TestDatabase($"Data Source={Path.Combine(folder, "workflows.db")}", folder);
    }

    /// <summary>A copy of a database that was migrated once for the whole test run: much faster than migrating for each test.</summary>
    public static async Task<TestDatabase> CreateMigrated(DatabaseKind kind, PostgresCluster cluster) =>
        await (await Templates.GetOrAdd(kind, _ => new Lazy<Task<TestDatabase>>(() => Migrate(kind, cluster))).Value).Copy(cluster);

    /// <summary>A database of its own with the same content. Nobody may be writing, see <see cref="Rest"/>.</summary>
    public async Task<TestDatabase> Copy(PostgresCluster cluster)
    {
        if (folder is null) return new TestDatabase(await cluster.CreateDatabase(Connection), null);
        var copy = await Create(DatabaseKind.Sqlite, cluster);
        File.Copy(Path.Combine(folder, "workflows.db"), Path.Combine(copy.folder!, "workflows.db"));
        return copy;
    }

    /// <summary>Closes what the pool keeps open, so that the file is whole and the database can be copied; from now on this is a template until the tests end.</summary>
    public async Task Rest()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        if (folder is null) await Close(new NpgsqlConnection(Connection), NpgsqlConnection.ClearPool);
        else await Close(new SqliteConnection(Connection), SqliteConnection.ClearPool);
    }

    private static readonly ConcurrentDictionary<DatabaseKind, Lazy<Task<TestDatabase>>> Templates = new();

    private static async Task<TestDatabase> Migrate(DatabaseKind kind, PostgresCluster cluster)
    {
        var database = await Create(kind, cluster);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Workflows"] = database.Connection })
            .Build();
        await using (var services = new ServiceCollection().AddLogging().AddApprovals().AddPersistence(configuration).BuildServiceProvider())
            await services.MigrateWorkflows();
        await database.Rest();
        return database;
    }

    private static async Task Close<TConnection>(TConnection connection, Action<TConnection> clear) where TConnection : DbConnection
    {
        await using (connection) clear(connection);
    }

    public void Dispose()
    {
        if (folder is null) return;
        using (var connection = new SqliteConnection(Connection)) SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
    }
}
