using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals;

/// <summary>
/// Draws the next number of a series: 1, 2, 3 … without a gap. The row stays locked until the unit of work commits,
/// and a unit that does not commit gives its number back.
/// </summary>
public sealed class Numbers(ApprovalsDb db)
{
    public async Task<long> Next(string series, CancellationToken cancellation = default)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException($"Expected a transaction when drawing a number of {series}. Enter through UnitOfWork.Run.");
        var drawn = await db.Database.SqlQuery<long>(
            $"""
             INSERT INTO "Counters" ("Series", "Last") VALUES ({series}, 1)
             ON CONFLICT ("Series") DO UPDATE SET "Last" = "Counters"."Last" + 1
             RETURNING "Last" AS "Value"
             """).ToListAsync(cancellation);
        return drawn[0];
    }
}
