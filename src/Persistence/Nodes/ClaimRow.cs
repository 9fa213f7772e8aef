using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Persistence.Nodes;

/// <summary>
/// Takes a row for this unit of work, so that two nodes which find the same thing due do not both work on it: <c>FOR UPDATE SKIP LOCKED</c>. On SQLite one
/// unit writes at a time, and a row is taken if it is there.
/// </summary>
public sealed class ClaimRow(WorkflowsDb db)
{
    /// <returns>False where another node has it, or has done it and it is gone.</returns>
    public async Task<bool> Run<T>(object id, CancellationToken cancellation = default) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new ArgumentException($"Expected a type that is stored, found {typeof(T)}.");
        var (table, key) = (type.GetTableName(), type.FindPrimaryKey()!.Properties.Single().GetColumnName());
        var question = new StringBuilder($"SELECT 1 AS \"Value\" FROM \"{table}\" WHERE \"{key}\" = {{0}}");
        if (db.Database.IsNpgsql()) question.Append(" FOR UPDATE SKIP LOCKED");
        return (await db.Database.SqlQueryRaw<int>(question.ToString(), id).ToListAsync(cancellation)).Count > 0;
    }
}
