using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Audit;

/// <summary>A seat of one of the three duties.</summary>
/// <param name="IsResting">It gives no rights while the person also holds the other.</param>
public sealed record DutySeat(SeatRole Role, long OrganisationId, string Organisation, DateTimeOffset From, bool IsResting);

/// <summary>A person who holds two of the three duties, or all.</summary>
public sealed record JoinedDuties(long PersonId, string Name, IReadOnlyList<DutySeat> Seats);

/// <summary>Finds who holds two of the three duties that exclude each other (三员分立), from a time before appointing refused it or by a change in the database.</summary>
public sealed class ReadSeparation(ApprovalsDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<JoinedDuties>> Run(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var roles = SeparatedDuties.Roles;
        var held = await db.SeatHoldings.AsNoTracking().Where(h => h.From <= now && (h.To == null || h.To > now) && roles.Contains(h.Seat!.Role))
            .Select(h => new { h.PersonId, h.Person!.Name, h.Seat!.Role, h.Seat.OrganisationId, h.Seat.Organisation!.FullName, h.From }).ToListAsync(cancellation);
        return
        [
            .. from person in held.GroupBy(h => (h.PersonId, h.Name))
               let resting = SeparatedDuties.Resting(person.Select(h => (h.Role, h.From)))
               where resting.Count > 0
               orderby person.Key.PersonId
               select new JoinedDuties(person.Key.PersonId, person.Key.Name, [.. person.OrderBy(h => h.From).ThenBy(h => h.Role).Select(h => new DutySeat(h.Role, h.OrganisationId, h.FullName, h.From, resting.Contains(h.Role)))]),
        ];
    }
}
