using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Persistence.Backups;

/// <summary>Whether there is anything in a database that a restore would write over.</summary>
public static class Emptiness
{
    /// <returns>A table that has rows; null where nothing is there, not even a table, or only empty ones.</returns>
    public static async Task<string?> Filled(this DatabaseFacade database, CancellationToken cancellation = default)
    {
        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellation) || !await creator.HasTablesAsync(cancellation)) return null;
        var question = database.IsNpgsql() ? "SELECT tablename AS \"Value\" FROM pg_tables WHERE schemaname = current_schema()" : "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        foreach (var table in await database.SqlQueryRaw<string>(question).ToListAsync(cancellation))
        {
            // What every database of the program has.
            if (table.StartsWith("__EF", StringComparison.Ordinal)) continue;
            var rows = $"SELECT EXISTS (SELECT 1 FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\") AS \"Value\"";
            if (await database.SqlQueryRaw<bool>(rows).SingleAsync(cancellation)) return table;
        }
        return null;
    }
}
