using Microsoft.Data.Sqlite;

namespace Workflows.Persistence.Backups;

/// <summary>Fills the empty tables of a SQLite database in one transaction; what refers to something is checked at the end.</summary>
internal sealed class SqliteTables(SqliteConnection connection)
{
    public async Task Fill(IReadOnlyList<TableFile> tables, Func<TableFile, IAsyncEnumerable<object?[]>> rows, CancellationToken cancellation)
    {
        await Say("PRAGMA foreign_keys = OFF", cancellation);
        await using (var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(cancellation))
        {
            foreach (var table in tables) await Fill(table, rows(table), transaction, cancellation);
            await using (var check = new SqliteCommand("PRAGMA foreign_key_check", connection, transaction))
            await using (var broken = await check.ExecuteReaderAsync(cancellation))
                if (await broken.ReadAsync(cancellation))
                    throw new InvalidDataException($"Expected every row to find what it refers to, found one of {broken.GetString(0)} that does not find its row of {broken.GetString(2)}. The export is damaged; take another one.");
            await transaction.CommitAsync(cancellation);
        }
        await Say("PRAGMA foreign_keys = ON", cancellation);
    }

    private async Task Fill(TableFile table, IAsyncEnumerable<object?[]> rows, SqliteTransaction transaction, CancellationToken cancellation)
    {
        var names = table.Columns.Keys.ToList();
        await using var insert = new SqliteCommand($"INSERT INTO \"{table.Name}\" ({string.Join(", ", names.Select(name => $"\"{name}\""))}) VALUES ({string.Join(", ", names.Select((_, i) => $"$p{i}"))})", connection, transaction);
        foreach (var i in Enumerable.Range(0, names.Count)) insert.Parameters.Add(new SqliteParameter($"$p{i}", null));
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            for (var i = 0; i < row.Length; i++) insert.Parameters[i].Value = row[i] ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task Say(string statement, CancellationToken cancellation)
    {
        await using var command = new SqliteCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
