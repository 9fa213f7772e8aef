using System.Collections;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Workflows.Bench;

/// <summary>A table as the model has it.</summary>
/// <param name="Key">Places of the primary key's columns.</param>
internal sealed record Table(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Types, IReadOnlyList<int> Key)
{
    /// <summary>Every table, those that others refer to first.</summary>
    public static IReadOnlyList<Table> Of(DbContext db)
    {
        var ordered = new List<ITable>();
        foreach (var table in db.Model.GetRelationalModel().Tables) Add(table, ordered, []);
        return
        [
            .. ordered.Select(table =>
            {
                var columns = table.Columns.ToList();
                return new Table(table.Name, [.. columns.Select(c => c.Name)], [.. columns.Select(c => c.StoreType)], [.. table.PrimaryKey!.Columns.Select(c => columns.IndexOf(c))]);
            }),
        ];

        static void Add(ITable table, List<ITable> ordered, HashSet<ITable> visited)
        {
            if (!visited.Add(table) || ordered.Contains(table)) return;
            foreach (var reference in table.ForeignKeyConstraints) Add(reference.PrincipalTable, ordered, visited);
            ordered.Add(table);
        }
    }

    public string KeyOf(object?[] row) => string.Join('|', Key.Select(k => Convert.ToString(row[k], CultureInfo.InvariantCulture)));
}

/// <summary>A row before and after: new when there is no before, gone when there is no after.</summary>
internal sealed record WrittenRow(Table Table, object?[]? Before, object?[]? After);

/// <summary>What an act wrote, found by comparing every table before and after: exact, whoever wrote it and how.</summary>
internal static class WrittenRows
{
    private static readonly EqualityComparer<object?> Same = EqualityComparer<object?>.Create(StructuralComparisons.StructuralEqualityComparer.Equals, value => value?.GetHashCode() ?? 0);

    public static async Task<IReadOnlyList<WrittenRow>> Of(DbConnection connection, IReadOnlyList<Table> tables, Func<Task> act)
    {
        var before = await Snapshot(connection, tables);
        await act();
        var after = await Snapshot(connection, tables);
        return [.. tables.SelectMany(table => Compare(table, before[table], after[table]))];
    }

    private static IEnumerable<WrittenRow> Compare(Table table, Dictionary<string, object?[]> before, Dictionary<string, object?[]> after)
    {
        foreach (var (key, old) in before)
            if (!after.TryGetValue(key, out var now)) yield return new WrittenRow(table, old, null);
            else if (!old.SequenceEqual(now, Same)) yield return new WrittenRow(table, old, now);
        foreach (var (key, now) in after)
            if (!before.ContainsKey(key)) yield return new WrittenRow(table, null, now);
    }

    private static async Task<Dictionary<Table, Dictionary<string, object?[]>>> Snapshot(DbConnection connection, IReadOnlyList<Table> tables)
    {
        var all = new Dictionary<Table, Dictionary<string, object?[]>>();
        foreach (var table in tables)
        {
            var rows = all[table] = [];
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => $"\"{c}\""))} FROM \"{table.Name}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = new object?[table.Columns.Count];
                for (var i = 0; i < row.Length; i++) row[i] = await reader.IsDBNullAsync(i) ? null : reader.GetValue(i);
                rows[table.KeyOf(row)] = row;
            }
        }
        return all;
    }
}
