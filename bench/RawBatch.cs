using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Workflows.Bench;

/// <summary>
/// The limit that an act is measured against: the rows that the product wrote, written again for fresh ids by prepared statements in one transaction: what
/// is changed or removed is read (and locked) first, then everything is written and committed. Same tables, indexes, triggers, sizes and durability; no
/// rules, no engine, no Entity Framework. On PostgreSQL two round trips: the reads, then the writes with the commit.
/// </summary>
internal sealed class RawBatch(DbConnection connection, IReadOnlyList<WrittenRow> written) : IAsyncDisposable
{
    /// <summary>Ids above every id that the product makes, still growing with time; of each batch of this process its own.</summary>
    private long next;

    private static int batches;

    private readonly Dictionary<string, DbCommand> prepared = [];

    /// <summary>What is renewed for every copy: the ids, and the numbers and codes that no two cases or papers share.</summary>
    private readonly List<object> renewed =
        [.. written.SelectMany(row => row.Table.Columns.Zip((row.After ?? row.Before)!).Where(c => c is { First: "Id", Second: not null } or { First: "Number" or "Code", Second: string }).Select(c => c.Second!)).Distinct()];

    /// <summary>Keys of rows that every act changes, such as a counter: the batch has its own, so that the product's stays true.</summary>
    private readonly HashSet<object> shared =
        [.. written.Where(row => row is { Before: not null, After: not null }).SelectMany(row => row.Table.Key.Where(k => row.Table.Columns[k] != "Id").Select(k => row.Before![k])).OfType<string>()];

    /// <summary>Enters copies of the rows that the act finds.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<WrittenRow>>> Prepare(int copies)
    {
        var all = Enumerable.Range(0, copies).Select(_ => Copy()).ToList();
        await Send([Begin, .. all.SelectMany(copy => copy).Where(row => row.Before is not null).Select(row => Insert(row.Table, row.Before!, " ON CONFLICT DO NOTHING")), Commit]);
        return all;
    }

    public RawBatch On(DbConnection other) => new(other, written);

    /// <summary>Does to one copy what the product did.</summary>
    public async Task Run(IReadOnlyList<WrittenRow> copy)
    {
        await Send([Begin, .. Reads(copy)]);
        await Send([.. Writes(copy), Commit]);
    }

    /// <summary>The same for several copies in one transaction, one after the other: what a single writer does that answers many callers with one flush.</summary>
    public async Task RunTogether(IReadOnlyList<IReadOnlyList<WrittenRow>> copies)
    {
        await Send([Begin]);
        foreach (var copy in copies)
        {
            await Send(Reads(copy));
            await Send(Writes(copy));
        }
        await Send([Commit]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values) await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static IReadOnlyList<Statement> Reads(IReadOnlyList<WrittenRow> copy) => [.. copy.Where(row => row.Before is not null).Select(row => Select(row.Table, row.Before!))];

    private static IReadOnlyList<Statement> Writes(IReadOnlyList<WrittenRow> copy) =>
    [
        .. copy.Where(row => row.After is null).Reverse().Select(row => Delete(row.Table, row.Before!)),
        .. copy.Where(row => row.After is not null).Select(row => row.Before is null ? Insert(row.Table, row.After!) : Update(row.Table, row.After!)),
    ];

    private List<WrittenRow> Copy()
    {
        if (next == 0) next = 8_000_000_000_000_000_000 + Interlocked.Increment(ref batches) * 100_000_000_000;
        var fresh = renewed.ToDictionary(old => old, old => old switch
        {
            long => ++next,
            string text => (object)(text[..^Math.Min(text.Length, 12)] + (++next % 1_000_000_000_000).ToString("000000000000", CultureInfo.InvariantCulture)),
            _ => old,
        });
        return [.. written.Select(row => new WrittenRow(row.Table, Renew(row.Before), row.Before is null ? Numbered(row.Table, Renew(row.After)) : Renew(row.After)))];

        object?[]? Renew(object?[]? row) => row is null ? null : [.. row.Select(value => value is null ? null : fresh.TryGetValue(value, out var now) ? now : value is string text ? Subject(text) : value)];

        // No two of a series have the same number, e.g. uses of a seal.
        object?[]? Numbered(Table table, object?[]? row) => row is null ? null : [.. row.Select((value, at) => table.Columns[at] == "Number" && value is long ? ++next : value)];

        // Case:123 names the case as the subject of its audit entries.
        object Subject(string text) =>
            shared.Contains(text) ? $"raw {text}" : text.Length < 64 && text.Split(':') is [var kind, var id] && long.TryParse(id, CultureInfo.InvariantCulture, out var old) && fresh.TryGetValue(old, out var now) ? $"{kind}:{now}" : text;
    }

    private static Statement Begin { get; } = new(BenchDatabase.Server is null ? "BEGIN IMMEDIATE" : "BEGIN", null, [], []);

    private static Statement Commit { get; } = new("COMMIT", null, [], []);

    private static string Where(Table table) => string.Join(" AND ", table.Key.Select((k, i) => $"\"{table.Columns[k]}\" = @p{i}"));

    private static Statement Select(Table table, object?[] row) =>
        new($"SELECT * FROM \"{table.Name}\" WHERE {Where(table)}{(BenchDatabase.Server is null ? "" : " FOR UPDATE")}", table, table.Key, row);

    private static Statement Delete(Table table, object?[] row) => new($"DELETE FROM \"{table.Name}\" WHERE {Where(table)}", table, table.Key, row);

    private static Statement Update(Table table, object?[] row)
    {
        var others = Enumerable.Range(0, table.Columns.Count).Except(table.Key).ToList();
        var set = string.Join(", ", others.Select((c, i) => $"\"{table.Columns[c]}\" = @p{i + table.Key.Count}"));
        return new Statement($"UPDATE \"{table.Name}\" SET {set} WHERE {Where(table)}", table, [.. table.Key, .. others], row);
    }

    private static Statement Insert(Table table, object?[] row, string otherwise = "") => new(
        $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))}){otherwise}",
        table, [.. Enumerable.Range(0, table.Columns.Count)], row);

    private async Task Send(IReadOnlyList<Statement> statements)
    {
        if (connection is NpgsqlConnection npgsql)
        {
            await using var batch = new NpgsqlBatch(npgsql);
            foreach (var statement in statements)
            {
                var command = new NpgsqlBatchCommand(statement.Text);
                for (var i = 0; i < statement.Columns.Count; i++)
                    command.Parameters.Add(new NpgsqlParameter($"p{i}", statement.Value(i)) { DataTypeName = statement.Table!.Types[statement.Columns[i]] });
                batch.BatchCommands.Add(command);
            }
            await using var answers = await batch.ExecuteReaderAsync();
            do while (await answers.ReadAsync()) { } while (await answers.NextResultAsync());
            return;
        }
        foreach (var statement in statements)
        {
            if (!prepared.TryGetValue(statement.Text, out var command))
            {
                prepared[statement.Text] = command = connection.CreateCommand();
                command.CommandText = statement.Text;
                for (var i = 0; i < statement.Columns.Count; i++) command.Parameters.Add(new SqliteParameter($"@p{i}", null));
            }
            for (var i = 0; i < statement.Columns.Count; i++) command.Parameters[i].Value = statement.Value(i);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) { }
        }
    }

    private sealed record Statement(string Text, Table? Table, IReadOnlyList<int> Columns, object?[] Row)
    {
        public object Value(int place) => Row[Columns[place]] ?? DBNull.Value;
    }
}
