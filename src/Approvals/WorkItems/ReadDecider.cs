using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.WorkItems;

/// <summary>
/// Reads which principals stand for a person now: itself, the seats it holds, and the seats of those whom it substitutes. Read again at every use, so that a
/// change of seat counts at once.
/// </summary>
public sealed class ReadDecider(ApprovalsDb db, TimeProvider clock)
{
    private Decider? known;

    /// <summary>What was read together with the work item that this unit of work decides.</summary>
    public void Remember(Decider decider) => known = decider;

    public async Task<Decider> Run(long personId, long? onBehalfOfId = null, CancellationToken cancellation = default)
    {
        if (known is { } remembered && remembered.PersonId == personId) return remembered with { OnBehalfOfId = onBehalfOfId };
        var now = clock.GetUtcNow();
        var seats = await db.SeatHoldings
            .Where(h => h.PersonId == personId && h.From <= now && (h.To == null || h.To > now))
            .Select(h => h.SeatId)
            .ToListAsync(cancellation);
        return new Decider(personId, seats.Append(personId).ToHashSet(), onBehalfOfId) { Substitutes = await Substitutes(personId, cancellation) };
    }

    /// <summary>Whom a person substitutes now. A substitution does not cascade: only seats that the substituted person holds, at organisations where the substitute has a seat.</summary>
    public async Task<IReadOnlyList<Substituted>> Substitutes(long personId, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var held = await (
            from s in db.Substitutions.AsNoTracking()
            where s.SubstituteId == personId && s.EndedAt == null && s.From <= now && s.To > now
            from h in db.SeatHoldings
            where h.PersonId == s.PersonId && h.From <= now && (h.To == null || h.To > now) && (s.SeatId == null || s.SeatId == h.SeatId)
                && db.SeatHoldings.Any(o => o.PersonId == personId && o.From <= now && (o.To == null || o.To > now) && o.Seat!.OrganisationId == h.Seat!.OrganisationId)
            select new { s.Id, s.PersonId, s.CallId, h.SeatId }).ToListAsync(cancellation);
        return Substituted.Of(held.Select(h => (h.Id, h.PersonId, h.CallId, h.SeatId)));
    }
}
