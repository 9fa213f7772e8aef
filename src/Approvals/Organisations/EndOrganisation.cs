using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Organisations;

/// <summary>What goes from an organisation that ends to the one that follows it.</summary>
/// <param name="WorkItems">Open work that moves.</param>
/// <param name="Cases">Open cases of the organisation, which the successor goes on with.</param>
/// <param name="NewSeats">Seats that the successor did not have; nobody holds them yet.</param>
/// <param name="Holders">Persons who hold a seat of the organisation that ends; they keep it, and get no new work there.</param>
public sealed record Succession(int WorkItems, int Cases, IReadOnlyList<SeatRole> NewSeats, int Holders);

/// <summary>
/// 合并、撤销: an organisation ends and another follows it. Its open work goes to the same seats of the successor, and whatever a chain asks of it from now on too (<see cref="Parties"/>).
/// What it did stays under its name.
/// </summary>
public sealed class EndOrganisation(ApprovalsDb db, AuditTrail audit, IdSource ids, TimeProvider clock)
{
    /// <param name="status"><see cref="OrganisationStatus.Merged"/> or <see cref="OrganisationStatus.Abolished"/>.</param>
    /// <param name="reason">The decision that it rests on.</param>
    /// <returns>What moved, or <c>organisation.unknown</c>, <c>organisation.ended</c>, <c>organisation.successor</c>, <c>organisation.end-reason</c>.</returns>
    public async Task<Result<Succession>> Run(long id, long successorId, OrganisationStatus status, string? reason, CancellationToken cancellation = default)
    {
        if (await db.Organisations.FindAsync([id], cancellation) is not { } ending) return new Refusal("organisation.unknown", id);
        if (await db.Organisations.FindAsync([successorId], cancellation) is not { } successor) return new Refusal("organisation.unknown", successorId);
        if (ending.Status != OrganisationStatus.Active || status == OrganisationStatus.Active) return new Refusal("organisation.ended", ending.FullName);
        if (successor.Status != OrganisationStatus.Active || successorId == id) return new Refusal("organisation.successor", successor.FullName);
        if (string.IsNullOrWhiteSpace(reason)) return new Refusal("organisation.end-reason");

        (ending.Status, ending.SuccessorId) = (status, successorId);
        var words = reason.Trim();
        await audit.Write(Subject.Organisation(id), status == OrganisationStatus.Merged ? "organisation.merged" : "organisation.abolished", new AuditDetail { After = successor.FullName, Comment = words }, cancellation);
        await audit.Write(Subject.Organisation(successorId), "organisation.succeeded", new AuditDetail { Before = ending.FullName, Comment = words }, cancellation);

        var open = await db.WorkItems.Include(i => i.Barred).Include(i => i.Seat).Where(i => i.OrganisationId == id).ToListAsync(cancellation);
        var (seats, made) = ((await db.SeatsOf(successorId, cancellation)).ToDictionary(s => s.Role), new List<SeatRole>());
        foreach (var item in open)
        {
            if (item.Seat is { } before)
            {
                if (!seats.TryGetValue(before.Role, out var seat))
                {
                    db.Seats.Add(seats[before.Role] = seat = new Seat { Id = ids.Next(), OrganisationId = successorId, Role = before.Role });
                    made.Add(before.Role);
                    await audit.Write(Subject.Organisation(successorId), "seat.set-up", new AuditDetail { After = before.Role.ToString() }, cancellation);
                }
                item.HandTo(seat.Id, null);
            }
            item.OrganisationId = successorId;
            await db.MoveInbox(item, cancellation);
            await audit.Write(
                Subject.Of(item.CaseId, item.CallId), "work-item.handed-over",
                new AuditDetail { Before = $"{item.Kind}:{item.Id}", After = successor.FullName, Comment = words, Tells = [new News(NewsKind.Assigned, item.Id)] }, cancellation);
        }

        var now = clock.GetUtcNow();
        return new Succession(
            open.Count, await db.Cases.CountAsync(c => c.ApplicantId == id && c.ClosedAt == null, cancellation), made,
            await db.SeatHoldings.Where(h => h.Seat!.OrganisationId == id && h.From <= now && (h.To == null || h.To > now)).Select(h => h.PersonId).Distinct().CountAsync(cancellation));
    }
}
