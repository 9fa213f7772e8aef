using System.Data.Common;
using System.Globalization;

namespace Workflows.Bench;

/// <summary>
/// Rows and bytes, indexes included, that one waiting instance keeps: at its first work item, and at the opinion of the unit's head. Exact: tables are counted and
/// measured without the gaps that changes leave. What only tells what happened (journal, runs of activities, audit trail, finished work items) is counted apart: it stays when nothing waits any more. So is what is
/// gone as soon as somebody was told of it; nothing runs in the background here.
/// </summary>
internal static class WaitingInstance
{
    /// <summary>Tables that only tell what happened, or pass on the word of it.</summary>
    internal static readonly string[] History = ["ActivityExecutions", "AuditEntries", "FinishedWorkItems", "Journal", "Outbox"];

    public static async Task<IReadOnlyList<Measured>> Run(Extent extent)
    {
        var instances = extent.Of(1_000, 20);
        await using var application = await BenchedApplication.Run();
        await application.AtOpinion();
        await using var connection = await application.Database.Open();
        var tables = await application.Read(db => Task.FromResult(Table.Of(db).Select(t => t.Name).ToList()));
        return
        [
            .. await Measure("at its first work item", () => application.Begin()),
            .. await Measure("at the unit's opinion", () => application.AtOpinion()),
        ];

        async Task<IReadOnlyList<Measured>> Measure(string where, Func<Task> act)
        {
            var before = await Kept(application, connection, tables);
            for (var i = 0; i < instances; i++) await act();
            var after = await Kept(application, connection, tables);
            var rows = tables.ToDictionary(table => table, table => (after.Rows[table] - before.Rows[table]) / (double)instances);
            var over = string.Create(CultureInfo.InvariantCulture, $"{instances:#,0} instances");
            return
            [
                Measured.Exact($"rows per instance {where}: {Named(rows.Where(r => !History.Contains(r.Key)))}", over, rows.Where(r => !History.Contains(r.Key)).Sum(r => r.Value), "rows", "≤ 6, ≤ 4"),
                Measured.Exact($"of them the instance itself {where}", over, (after.State - before.State) / 1024.0 / instances, "KB", "≤ 4, ≤ 2"),
                Measured.Exact($"rows of its history {where}: {Named(rows.Where(r => History.Contains(r.Key)))}", over, rows.Where(r => History.Contains(r.Key)).Sum(r => r.Value), "rows"),
                Measured.Exact($"instance and history {where}", over, (after.All - before.All) / 1024.0 / instances, "KB"),
            ];
        }
    }

    private static string Named(IEnumerable<KeyValuePair<string, double>> rows) =>
        string.Join(", ", rows.Where(r => r.Value > 0).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Key} {r.Value:0.##}")));

    /// <returns>Rows by table, bytes of everything, and bytes without the history.</returns>
    private static async Task<(Dictionary<string, long> Rows, long All, long State)> Kept(BenchedApplication application, DbConnection connection, IReadOnlyList<string> tables)
    {
        var rows = new Dictionary<string, long>();
        foreach (var table in tables) rows[table] = await connection.Number($"SELECT count(*) FROM \"{table}\"");
        if (BenchDatabase.Server is null) return (rows, await Bytes(application, connection, []), await Bytes(application, connection, History));
        await connection.Execute("VACUUM FULL");
        var (all, state) = (0L, 0L);
        foreach (var table in tables)
        {
            var bytes = await connection.Number($"SELECT pg_total_relation_size('\"{table}\"')");
            (all, state) = (all + bytes, state + (History.Contains(table) ? 0 : bytes));
        }
        return (rows, all, state);
    }

    /// <summary>Of a copy of the file without those tables and without gaps.</summary>
    private static async Task<long> Bytes(BenchedApplication application, DbConnection connection, IReadOnlyList<string> without)
    {
        var copy = Path.Combine(application.Database.Folder, "copy.db");
        await connection.Execute($"VACUUM INTO '{copy}'");
        await using (var opened = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={copy};Pooling=False;Foreign Keys=False"))
        {
            await opened.OpenAsync();
            foreach (var table in without) await opened.Execute($"DROP TABLE \"{table}\"");
            await opened.Execute("VACUUM");
        }
        var bytes = new FileInfo(copy).Length;
        File.Delete(copy);
        return bytes;
    }
}
