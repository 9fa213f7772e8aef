using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals;

/// <summary>
/// Draws the next number of a series: 1, 2, 3 … without a gap. The row stays locked until the unit of work commits,
/// and a unit that does not commit gives its number back.
/// </summary>
public sealed class Numbers(ApprovalsDb db)
{
    private readonly Dictionary<string, long> drawn = new(StringComparer.Ordinal);

    /// <summary>The number was drawn together with what the unit of work read first; the next one of the series is this.</summary>
    public void Remember(string series, long number) => drawn[series] = number;

    public async Task<long> Next(string series, CancellationToken cancellation = default)
    {
        if (drawn.Remove(series, out var known)) return known;
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException($"Expected a transaction when drawing a number of {series}. Enter through UnitOfWork.Run.");
        var next = await db.Database.SqlQuery<long>(
            $"""
             INSERT INTO "Counters" ("Series", "Last") VALUES ({series}, 1)
             ON CONFLICT ("Series") DO UPDATE SET "Last" = "Counters"."Last" + 1
             RETURNING "Last" AS "Value"
             """).ToListAsync(cancellation);
        return next[0];
    }

    /// <summary>A number of the series is known from elsewhere, e.g. from an older register: the next one drawn is beyond it.</summary>
    public async Task AtLeast(string series, long known, CancellationToken cancellation = default)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException($"Expected a transaction when entering a number of {series}. Enter through UnitOfWork.Run.");
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "Counters" ("Series", "Last") VALUES ({series}, {known})
             ON CONFLICT ("Series") DO UPDATE SET "Last" = CASE WHEN "Counters"."Last" < {known} THEN {known} ELSE "Counters"."Last" END
             """, cancellation);
    }
}
