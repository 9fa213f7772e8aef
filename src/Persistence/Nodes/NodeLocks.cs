using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Workflows.Persistence.Nodes;

/// <summary>
/// Lets one node at a time do what must not be done by two, such as migrating an empty database: PostgreSQL's advisory locks, each on a connection of its
/// own, so that the lock of a node that dies is free at once. On SQLite there is one node, and nobody waits.
/// </summary>
/// <param name="postgres">Connection string; null on SQLite.</param>
public sealed class NodeLocks(string? postgres)
{
    /// <summary>Waits for its turn.</summary>
    public async Task<IAsyncDisposable> Enter(string name, CancellationToken cancellation = default)
    {
        if (postgres is null) return Free.Instance;
        var connection = await Open(cancellation);
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { CommandTimeout = 0, Parameters = { new() { Value = Key(name) } } };
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <returns>The turn, or null where another node has it.</returns>
    public async Task<IAsyncDisposable?> TryEnter(string name, CancellationToken cancellation = default)
    {
        if (postgres is null) return Free.Instance;
        var connection = await Open(cancellation);
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Key(name) } } };
        if (await command.ExecuteScalarAsync(cancellation) is true) return connection;
        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Not from the pool: closing the connection gives the lock back.</summary>
    private async Task<NpgsqlConnection> Open(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, MaxAutoPrepare = 0 }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static long Key(string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"workflows:{name}")));

    private sealed class Free : IAsyncDisposable
    {
        public static readonly Free Instance = new();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
