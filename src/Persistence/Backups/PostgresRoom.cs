using System.Globalization;
using Npgsql;

namespace Workflows.Persistence.Backups;

/// <summary>Makes room in a PostgreSQL database for what is restored; what was there stays, under another name.</summary>
public static class PostgresRoom
{
    /// <summary>A connection that was closed is seen for a moment longer.</summary>
    private const int Looks = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How many others are connected to the database; 0 where there is none of that name.</summary>
    public static async Task<int> Others(string connection, CancellationToken cancellation = default)
    {
        try
        {
            await using var open = await Open(connection, cancellation);
            await using var command = new NpgsqlCommand("SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'", open);
            for (var look = 1; ; look++)
            {
                var others = (int)(await command.ExecuteScalarAsync(cancellation))!;
                if (others == 0 || look == Looks) return others;
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return 0;
        }
    }

    /// <summary>Renames the schema with the tables and makes an empty one; drops <paramref name="remade"/>, which the program makes again from the tables.</summary>
    /// <returns>The name under which the tables are from now on.</returns>
    public static Task<string> MoveAside(string connection, DateTimeOffset now, IEnumerable<string> remade, CancellationToken cancellation = default) =>
        Renew(connection, (schema, aside) => $"ALTER SCHEMA \"{schema}\" RENAME TO \"{aside}\"", now, remade, cancellation);

    /// <summary>Drops the schema with its empty tables, which may be of another version, and makes an empty one.</summary>
    public static Task Clear(string connection, IEnumerable<string> remade, CancellationToken cancellation = default) =>
        Renew(connection, (schema, _) => $"DROP SCHEMA \"{schema}\" CASCADE", DateTimeOffset.UnixEpoch, remade, cancellation);

    private static async Task<string> Renew(string connection, Func<string, string, string> away, DateTimeOffset now, IEnumerable<string> remade, CancellationToken cancellation)
    {
        await using var open = await Open(connection, cancellation);
        await using var transaction = await open.BeginTransactionAsync(cancellation);
        await using var asked = new NpgsqlCommand("SELECT current_schema()", open);
        var schema = (string)(await asked.ExecuteScalarAsync(cancellation))!;
        var aside = string.Create(CultureInfo.InvariantCulture, $"{schema}_before_{now.UtcDateTime:yyyyMMdd_HHmmss}");
        var statements = string.Join(' ', [$"{away(schema, aside)};", $"CREATE SCHEMA \"{schema}\";", .. remade.Select(each => $"DROP SCHEMA IF EXISTS \"{each}\" CASCADE;")]);
        await using var change = new NpgsqlCommand(statements, open);
        await change.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return aside;
    }

    /// <summary>Not from the pool, so that the connection is gone afterwards.</summary>
    private static async Task<NpgsqlConnection> Open(string connection, CancellationToken cancellation)
    {
        var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, MaxAutoPrepare = 0 }.ConnectionString);
        await open.OpenAsync(cancellation);
        return open;
    }
}
