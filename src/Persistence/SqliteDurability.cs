using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Workflows.Persistence;

/// <summary>Every SQLite connection: write-ahead log, nothing acknowledged is lost at a power failure, foreign keys hold, a writer waits 5 s. One that only reads takes the file as it is.</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    private const string Waits = "PRAGMA busy_timeout = 5000;";
    private const string Settings = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; {Waits}";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SettingsOf(connection);
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Set(connection, cancellationToken);

    public static async Task Set(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = SettingsOf(connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string SettingsOf(DbConnection connection) => connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase) ? Waits : Settings;
}
