using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Workflows.Bench;

/// <summary>
/// Enters many copies of what an act left, made by the database itself: ids and numbers of a copy are its own, wherever they stand, also within texts; everything else is the same.
/// For filling a database with what would take hours otherwise.
/// </summary>
internal static class Clones
{
    /// <summary>Above the ids that the product makes, below those of <see cref="RawBatch"/>.</summary>
    private const long First = 7_000_000_000_000_000_000;

    private const long Apart = 1_000_000_000;

    private static int entered;

    /// <param name="rows">What the act left; rows that were there before are not copied.</param>
    /// <param name="others">What stands in a column of the copies instead, as SQL of the copy's number <c>i</c>, by <c>Table.Column</c>. Numbers go on from call to call.</param>
    public static async Task Enter(DbConnection connection, IReadOnlyList<WrittenRow> rows, int copies, IReadOnlyDictionary<string, string>? others = null)
    {
        var fresh = rows.Where(row => row is { Before: null, After: not null }).ToList();
        var (renewed, from) = (Renewed(fresh), Interlocked.Add(ref entered, copies) - copies);

        // A series that the act began is no copy's own.
        foreach (var row in fresh.Where(row => row.Table.Key.Any(key => renewed.Any(r => r.Old.Equals(row.After![key]))))) await Enter(connection, row, Sql.Numbers(copies, from), renewed, others ?? new Dictionary<string, string>());
        await connection.Execute(BenchDatabase.Server is null ? "ANALYZE;" : "VACUUM ANALYZE;");
    }

    /// <summary>The SQL of every id and number of the copies; the longest first, so that none is taken for a part of another.</summary>
    private static IReadOnlyList<(object Old, string New)> Renewed(IReadOnlyList<WrittenRow> rows)
    {
        var ids = rows
            .SelectMany(row => row.Table.Columns.Zip(row.After!).Where(c => c.First is "Id" or "Number" || (row.Table.Name, c.First) == ("Bookmarks", "Hash")).Select(c => c.Second))
            .Where(id => id is string { Length: > 3 } or > 1_000_000L).Distinct().ToList();
        return
        [
            .. ids.Select((id, at) => (id!, id is long
                ? string.Create(CultureInfo.InvariantCulture, $"({First + at * Apart} + i)")
                : string.Create(CultureInfo.InvariantCulture, $"('clone-{at}-' || i)"))).OrderByDescending(id => id.Item1.ToString()!.Length),
        ];
    }

    private static async Task Enter(DbConnection connection, WrittenRow row, string numbers, IReadOnlyList<(object Old, string New)> renewed, IReadOnlyDictionary<string, string> others)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 7200;
        var values = row.Table.Columns.Select((column, at) => others.TryGetValue($"{row.Table.Name}.{column}", out var other) ? other : Value(command, row.Table, at, row.After![at], renewed)).ToList();
        command.CommandText = $"INSERT INTO \"{row.Table.Name}\" ({string.Join(", ", row.Table.Columns.Select(c => $"\"{c}\""))}) {numbers} SELECT {string.Join(", ", values)} FROM g";
        await command.ExecuteNonQueryAsync();
    }

    private static string Value(DbCommand command, Table table, int at, object? value, IReadOnlyList<(object Old, string New)> renewed)
    {
        if (value is null) return "NULL";
        if (value is long id && renewed.FirstOrDefault(r => r.Old.Equals(id)).New is { } own) return own;
        var name = $"@p{command.Parameters.Count}";
        if (command is not NpgsqlCommand)
        {
            command.Parameters.Add(new SqliteParameter(name, value));
            return value is string text ? Within(name, text, renewed) : name;
        }
        command.Parameters.Add(new NpgsqlParameter(name, value) { DataTypeName = value is string ? "text" : table.Types[at] });
        return value is string words ? $"CAST({Within(name, words, renewed)} AS {table.Types[at]})" : name;
    }

    /// <summary>The text with the copy's ids in place of the old ones.</summary>
    private static string Within(string parameter, string text, IReadOnlyList<(object Old, string New)> renewed)
    {
        var sql = parameter;
        foreach (var (old, own) in renewed)
            if (old.ToString() is { } written && text.Contains(written, StringComparison.Ordinal)) sql = $"replace({sql}, '{written}', CAST({own} AS text))";
        return sql;
    }
}
