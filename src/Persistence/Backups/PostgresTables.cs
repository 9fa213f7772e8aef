using Npgsql;
using NpgsqlTypes;

namespace Workflows.Persistence.Backups;

/// <summary>
/// Fills the empty tables of a PostgreSQL database in one transaction, by COPY. The foreign keys are taken off and put on again, which checks every row: the owner of the tables may do that, and no
/// order of the tables fits all of them.
/// </summary>
internal sealed class PostgresTables(NpgsqlConnection connection)
{
    private const string ForeignKeys =
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) ORDER BY 1, 2";

    private const string Types = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1";

    public async Task Fill(IReadOnlyList<TableFile> tables, Func<TableFile, IAsyncEnumerable<object?[]>> rows, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var keys = await Read(ForeignKeys, row => (Table: row.GetString(0), Name: row.GetString(1), Definition: row.GetString(2)), cancellation);
        foreach (var key in keys) await Say($"ALTER TABLE {key.Table} DROP CONSTRAINT {key.Name}", cancellation);
        foreach (var table in tables) await Fill(table, rows(table), cancellation);
        foreach (var key in keys)
        {
            try
            {
                await Say($"ALTER TABLE {key.Table} ADD CONSTRAINT {key.Name} {key.Definition}", cancellation);
            }
            catch (PostgresException broken) when (broken.SqlState == PostgresErrorCodes.ForeignKeyViolation)
            {
                throw new InvalidDataException($"Expected every row to find what it refers to, found one that does not: {broken.Detail ?? broken.MessageText}. The export is damaged; take another one.", broken);
            }
        }
        await transaction.CommitAsync(cancellation);
    }

    private async Task Fill(TableFile table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        var types = (await Read(Types, row => (Name: row.GetString(0), Type: row.GetString(1)), cancellation, table.Name)).ToDictionary(column => column.Name, column => column.Type);
        var columns = table.Columns.Keys.Select(name => (Name: name, Type: types.GetValueOrDefault(name) ?? throw new InvalidDataException($"Expected table {table.Name} to have a column {name}, found none. The export does not fit its migration."))).ToList();
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({names}) FROM STDIN (FORMAT BINARY)", cancellation))
        {
            copy.Timeout = TimeSpan.Zero;
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                await copy.StartRowAsync(cancellation);
                for (var i = 0; i < row.Length; i++)
                {
                    if (row[i] is not { } value) await copy.WriteNullAsync(cancellation);
                    else if (columns[i].Type == "integer") await copy.WriteAsync((int)(long)value, NpgsqlDbType.Integer, cancellation);
                    else await copy.WriteAsync(value, TypeOf(columns[i].Type), cancellation);
                }
            }
            await copy.CompleteAsync(cancellation);
        }
        foreach (var (name, _) in columns)
        {
            // Numbers that the database gives itself go on after the highest one.
            if ((await Read("SELECT pg_get_serial_sequence(format('%I', $1), $2)", row => row.IsDBNull(0) ? null : row.GetString(0), cancellation, table.Name, name))[0] is { } sequence)
                await Say($"SELECT setval('{sequence}', GREATEST((SELECT max(\"{name}\") FROM \"{table.Name}\"), 1))", cancellation);
        }
    }

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "text" => NpgsqlDbType.Text,
        "character varying" => NpgsqlDbType.Varchar,
        "bigint" => NpgsqlDbType.Bigint,
        "numeric" => NpgsqlDbType.Numeric,
        "boolean" => NpgsqlDbType.Boolean,
        "timestamp with time zone" => NpgsqlDbType.TimestampTz,
        "date" => NpgsqlDbType.Date,
        "time without time zone" => NpgsqlDbType.Time,
        "bytea" => NpgsqlDbType.Bytea,
        _ => throw new NotSupportedException($"Expected one of the types that the migrations use, found {type}. Add it to {nameof(PostgresTables)}."),
    };

    private async Task<List<T>> Read<T>(string question, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params string[] given)
    {
        await using var command = new NpgsqlCommand(question, connection);
        foreach (var value in given) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }

    private async Task Say(string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
