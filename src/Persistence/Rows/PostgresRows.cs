using Microsoft.EntityFrameworkCore;
using Npgsql;
using Workflows.Persistence.Nodes;

namespace Workflows.Persistence.Rows;

/// <summary>A batch on PostgreSQL: one round trip.</summary>
internal static class PostgresRows
{
    private const string Commit = "COMMIT";

    /// <param name="commits">Whether the transaction ends with the batch, which spares the round trip of the commit.</param>
    /// <param name="news">What the other nodes are told with the commit; null for nothing.</param>
    public static async Task Write(NpgsqlTransaction transaction, PostgresCommands commands, IReadOnlyList<RowStatement> statements, bool commits, string? news, CancellationToken cancellation)
    {
        await using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in statements) batch.BatchCommands.Add(commands.Take(statement));
        if (news is not null) batch.BatchCommands.Add(commands.Take(NodeNews.Send, [NodeNews.Channel, news], 2));
        if (commits) batch.BatchCommands.Add(commands.Take(Commit, [], 0));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException lost) when (lost.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw new DbUpdateConcurrencyException($"Expected every changed row as it was read, but another unit of work was faster: {(lost.BatchCommand?.CommandText ?? "").Split(" SET ")[0]}.", lost);
        }
        commands.GiveBack(batch);
    }
}
