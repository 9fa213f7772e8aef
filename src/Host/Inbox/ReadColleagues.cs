using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Inbox;

/// <summary>Somebody to whom work can be handed, or who can be asked: a person on a seat, or with no person the whole seat.</summary>
/// <param name="IsOwn">Of the organisation whose work it is.</param>
public sealed record Colleague(long SeatId, SeatRole Role, long OrganisationId, string Organisation, bool IsOwn, long? PersonId, string? Name);

/// <summary>Reads to whom the holder of a work item can turn: the seats of the own organisation, and those of the others that have part in the case.</summary>
public sealed class ReadColleagues(ApprovalsDb db, ReadWorkItem items, TimeProvider clock)
{
    private static readonly SeatRole[] NotInvolved = [SeatRole.FlowAdministrator, SeatRole.Auditor, SeatRole.SecurityAdministrator, SeatRole.OrgAdministrator, SeatRole.Expert];

    /// <returns>Null when there is no such work item for the caller. Persons that may not decide it are not offered for handing on, only for a question.</returns>
    public async Task<IReadOnlyList<Colleague>?> Run(Caller caller, long workItemId, CancellationToken cancellation = default)
    {
        if (await items.Run(caller, workItemId, cancellation) is not { } item) return null;
        var (now, own) = (clock.GetUtcNow(), item.OrganisationId);
        var organisations = await db.WorkItems.Where(i => i.CaseId == item.CaseId && item.CaseId != null).Select(i => i.OrganisationId)
            .Union(db.FinishedWorkItems.Where(i => i.CaseId == item.CaseId && item.CaseId != null).Select(i => i.OrganisationId)).ToListAsync(cancellation);
        var barred = await db.BarredPersons.Where(b => b.WorkItemId == workItemId).Select(b => b.PersonId).ToListAsync(cancellation);
        var holders = await db.SeatHoldings.AsNoTracking()
            .Where(h => (h.Seat!.OrganisationId == own || organisations.Contains(h.Seat.OrganisationId)) && !NotInvolved.Contains(h.Seat.Role) && h.From <= now && (h.To == null || h.To > now) && h.PersonId != caller.PersonId)
            .Select(h => new { h.SeatId, h.Seat!.Role, h.Seat.OrganisationId, Organisation = h.Seat.Organisation!.FullName, h.PersonId, h.Person!.Name })
            .ToListAsync(cancellation);
        var offered = holders.Where(h => h.OrganisationId != own || !barred.Contains(h.PersonId)).ToList();
        return
        [
            .. offered.Select(h => new Colleague(h.SeatId, h.Role, h.OrganisationId, h.Organisation, h.OrganisationId == own, h.PersonId, h.Name))
                .Concat(offered.DistinctBy(h => h.SeatId).Where(h => caller.Seats.All(s => s.SeatId != h.SeatId)).Select(h => new Colleague(h.SeatId, h.Role, h.OrganisationId, h.Organisation, h.OrganisationId == own, null, null)))
                .OrderByDescending(c => c.IsOwn).ThenBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.Role).ThenBy(c => c.PersonId is null).ThenBy(c => c.PersonId),
        ];
    }
}
