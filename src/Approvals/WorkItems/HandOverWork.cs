using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>What was handed over.</summary>
/// <param name="Left">Items that stay: seals and experts' scores are not handed over, nor what the other is barred from.</param>
public sealed record HandedOver(int Moved, int Left);

/// <summary>离职转办: everything that a person has open at an organisation goes to another at once.</summary>
public sealed class HandOverWork(ApprovalsDb db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Kinds bound to a custodian or to an assigned expert.</summary>
    private static readonly string[] Bound = ["ApplySeal", "ExpertReview"];

    /// <param name="toSeatId">A seat of the organisation.</param>
    /// <param name="toPersonId">Who of the seat; empty: everybody on it.</param>
    /// <returns>How many, or <c>seat.unknown</c>, <c>seat.not-held</c>, <c>seat.empty</c>, <c>work-item.other-organisation</c>, <c>work-item.same-holder</c>.</returns>
    public async Task<Result<HandedOver>> Run(long organisationId, long personId, long toSeatId, long? toPersonId, string? reason, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        if (toPersonId == personId) return new Refusal("work-item.same-holder");
        var to = await db.FindSeat(toSeatId, toPersonId, null, now, cancellation);
        if (to.IsRefused) return to.Refusal!;
        if (to.Value.OrganisationId != organisationId) return new Refusal("work-item.other-organisation");

        if (to.Value.Role == SeatRole.SealCustodian) return new Refusal("work-item.custodian-decides-nothing");

        // What the person took or was given, and what is offered to a seat that nobody else holds.
        var alone = await db.SeatHoldings.Where(h => h.PersonId == personId && h.From <= now && (h.To == null || h.To > now) && h.Seat!.OrganisationId == organisationId
            && !db.SeatHoldings.Any(o => o.SeatId == h.SeatId && o.PersonId != personId && o.From <= now && (o.To == null || o.To > now))).Select(h => h.SeatId).ToListAsync(cancellation);
        var open = await db.WorkItems.Include(i => i.Barred)
            .Where(i => i.OrganisationId == organisationId && (i.PersonId == personId || (i.PersonId == null && i.SeatId != null && alone.Contains(i.SeatId.Value)))).ToListAsync(cancellation);
        var (name, moved) = (await db.NameOf(to.Value, toPersonId, cancellation), 0);
        foreach (var item in open)
        {
            if (Bound.Contains(item.Kind) || (toPersonId is { } person && item.IsBarred(person))) continue;
            item.HandTo(toSeatId, toPersonId);
            await db.MoveInbox(item, cancellation);
            await audit.Write(Subject.Of(item.CaseId, item.CallId), "work-item.handed-over", new AuditDetail { Before = $"{item.Kind}:{item.Id}", After = name, Comment = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), Tells = [new News(NewsKind.Assigned, item.Id)] }, cancellation);
            moved++;
        }

        await audit.Write(Subject.Person(personId), "work.handed-over", new AuditDetail { Outcome = $"{moved}", After = name, Comment = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim() }, cancellation);
        return new HandedOver(moved, open.Count - moved);
    }
}
