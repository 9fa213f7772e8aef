using Microsoft.EntityFrameworkCore;
using Workflows.Engine.Storage;
using Workflows.Persistence.EngineTables;
using Workflows.Persistence.Rows;

namespace Workflows.Persistence;

/// <summary>Takes a due timer for this unit of work, as <see cref="Nodes.ClaimRow"/> does, and reads its instance in the same round trip; the engine then finds both in the context.</summary>
public sealed class ReadForTimer(WorkflowsDb db)
{
    private const string OnSqlite = "\"Id\" = $1";
    private const string OnPostgres = $"{OnSqlite} FOR UPDATE SKIP LOCKED";

    /// <returns>False where another node has it, or has done it and it is gone.</returns>
    public async Task<bool> Run(string timerId, CancellationToken cancellation = default)
    {
        var isTaken = false;
        await using var batch = ReadBatch.First(db, [timerId]);
        batch.Add<StoredTimer>(db.Database.IsNpgsql() ? OnPostgres : OnSqlite, _ => isTaken = true);
        batch.Add<InstanceRow>("\"Id\" = (SELECT \"WorkflowInstanceId\" FROM \"Timers\" WHERE \"Id\" = $1)");
        await batch.Run(cancellation);
        return isTaken;
    }
}
