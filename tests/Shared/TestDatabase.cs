using Microsoft.Data.Sqlite;

namespace Workflows.TestSupport;

/// <summary>The two databases that the product runs on.</summary>
public enum DatabaseKind { Sqlite, Postgres }

/// <summary>An empty database for one test, gone afterwards.</summary>
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

    public static async Task<TestDatabase> Create(DatabaseKind kind, PostgresCluster cluster)
    {
        if (kind == DatabaseKind.Postgres) return new TestDatabase(await cluster.CreateDatabase(), null);
        var folder = Directory.CreateTempSubdirectory("workflows-db").FullName;
        return new TestDatabase($"Data Source={Path.Combine(folder, "workflows.db")}", folder);
    }

    public void Dispose()
    {
        if (folder is null) return;
        using (var connection = new SqliteConnection(Connection)) SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
    }
}
