using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.WorkItems;

/// <summary>Reads which principals stand for a person now: itself and the seats it holds. Read again at every use, so that a change of seat counts at once.</summary>
public sealed class ReadDecider(ApprovalsDb db, TimeProvider clock)
{
    public async Task<Decider> Run(long personId, long? onBehalfOfId = null, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var seats = await db.SeatHoldings
            .Where(h => h.PersonId == personId && h.From <= now && (h.To == null || h.To > now))
            .Select(h => h.SeatId)
            .ToListAsync(cancellation);
        return new Decider(personId, seats.Append(personId).ToHashSet(), onBehalfOfId);
    }
}
