using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>转办: a person hands the own work item to another person or seat of the organisation, for good.</summary>
public sealed class TransferWorkItem(ApprovalsDb db, AuditTrail audit, CurrentActor actor, CurrentActivity activity, ReadDecider deciders, TimeProvider clock)
{
    /// <param name="personId">Who of the seat; empty: everybody on it.</param>
    /// <param name="reason">Stays in the audit trail with the case.</param>
    /// <returns>The work item, or <c>work-item.not-open</c>, <c>seat.unknown</c>, <c>seat.not-held</c>, and what <see cref="WorkItem.Transfer"/> refuses.</returns>
    public async Task<Result<WorkItem>> Run(long workItemId, long seatId, long? personId, string? reason, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return await db.NotOpen(workItemId, cancellation);
        var to = await db.FindSeat(seatId, personId, item, clock.GetUtcNow(), cancellation);
        if (to.IsRefused) return to.Refusal!;
        var decider = await deciders.Current(actor, cancellation);
        var (before, behalf) = (item.SeatId, item.OnBehalfOf(decider));
        if (item.Transfer(decider, to.Value, personId) is { } refusal) return refusal;

        actor.Actor = actor.Actor with { SeatId = before, OrganisationId = item.OrganisationId, OnBehalfOfId = behalf };
        await db.MoveInbox(item, cancellation);
        activity.Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
        await audit.Write(Subject.Of(item.CaseId, item.CallId), "work-item.transferred", new AuditDetail
        {
            Before = $"{item.Kind}:{item.Id}", After = await db.NameOf(to.Value, personId, cancellation), Comment = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        }, cancellation);
        return item;
    }
}

/// <summary>Finding a work item, a seat and a name; shared by the verbs of work items.</summary>
public static class FindingPeople
{
    internal static async Task<WorkItem?> FindOpen(this ApprovalsDb db, long workItemId, CancellationToken cancellation) =>
        await db.WorkItems.Include(i => i.Barred).FirstOrDefaultAsync(i => i.Id == workItemId, cancellation);

    internal static async Task<Refusal> NotOpen(this ApprovalsDb db, long workItemId, CancellationToken cancellation)
    {
        var finished = await db.FinishedWorkItems.Include(i => i.DecidedBy).FirstOrDefaultAsync(i => i.Id == workItemId, cancellation);
        return finished is null
            ? new Refusal("work-item.unknown", workItemId)
            : new Refusal("work-item.not-open", finished.DecidedBy?.Name ?? "", finished.Outcome ?? "", finished.FinishedAt);
    }

    /// <summary>The seat, held now by the person where one is named, and by somebody in any case.</summary>
    /// <param name="item">Its barred persons do not count; empty: nobody is barred.</param>
    public static async Task<Result<Seat>> FindSeat(this ApprovalsDb db, long seatId, long? personId, WorkItem? item, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Seats.Include(s => s.Organisation).FirstOrDefaultAsync(s => s.Id == seatId, cancellation) is not { } seat) return new Refusal("seat.unknown", seatId);
        var holders = await db.SeatHoldings.Where(h => h.SeatId == seatId && h.From <= now && (h.To == null || h.To > now)).Select(h => h.PersonId).ToListAsync(cancellation);
        return personId is { } person ? holders.Contains(person) ? seat : new Refusal("seat.not-held", seat.Organisation!.FullName, seat.Role)
            : holders.Count > 0 ? item is null || holders.Exists(h => !item.IsBarred(h)) ? seat : new Refusal("work-item.target-barred") : new Refusal("seat.empty", seat.Organisation!.FullName, seat.Role);
    }

    /// <summary>Who it is, as the timeline says it: <c>name（organisation）</c>, or for a whole seat <c>organisation role</c>.</summary>
    internal static async Task<string> NameOf(this ApprovalsDb db, Seat seat, long? personId, CancellationToken cancellation)
    {
        var organisation = seat.Organisation ?? await db.Organisations.FindAsync([seat.OrganisationId], cancellation);
        var name = personId is { } person ? (await db.People.FindAsync([person], cancellation))?.Name : null;
        return name is null ? $"{organisation!.FullName} {seat.Role}" : $"{name}（{organisation!.FullName}）";
    }

    /// <summary>Its inbox row follows whoever has it, and says what it waits for.</summary>
    internal static async Task MoveInbox(this ApprovalsDb db, WorkItem item, CancellationToken cancellation)
    {
        db.Inbox.RemoveRange(await db.Inbox.Where(r => r.WorkItemId == item.Id).ToListAsync(cancellation));
        db.Inbox.Add(item.ToInboxRow());
    }

    internal static Task<Decider> Current(this ReadDecider deciders, CurrentActor actor, CancellationToken cancellation) => deciders.Run(
        actor.Actor.PersonId ?? throw new InvalidOperationException($"Expected a person to act, found {actor.Actor.Kind}."), actor.Actor.OnBehalfOfId, cancellation);
}
