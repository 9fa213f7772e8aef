using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.WorkItems;

/// <summary>A person takes a work item of the own seat: it leaves the inboxes of the others.</summary>
public sealed class ClaimWorkItem(ApprovalsDb db, AuditTrail audit, CurrentActor actor, ReadDecider deciders, TimeProvider clock)
{
    public Task<Result<WorkItem>> Run(long workItemId, CancellationToken cancellation = default) =>
        db.MoveWorkItem(workItemId, "work-item.claimed", audit, actor, deciders, (item, decider) => item.Claim(decider, clock.GetUtcNow()), cancellation);
}

/// <summary>A person gives a claimed work item back to the seat.</summary>
public sealed class ReleaseWorkItem(ApprovalsDb db, AuditTrail audit, CurrentActor actor, ReadDecider deciders)
{
    public Task<Result<WorkItem>> Run(long workItemId, CancellationToken cancellation = default) =>
        db.MoveWorkItem(workItemId, "work-item.released", audit, actor, deciders, (item, decider) => item.Release(decider), cancellation);
}

/// <summary>A person leaves a seat: what the person had claimed on it goes back to the seat, so that it does not wait for somebody who may not decide it.</summary>
public sealed class ReturnClaims(ApprovalsDb db, AuditTrail audit)
{
    public async Task Run(long personId, long seatId, CancellationToken cancellation = default)
    {
        foreach (var item in await db.WorkItems.Where(i => i.PersonId == personId && i.SeatId == seatId).ToListAsync(cancellation))
        {
            item.ReturnToSeat();
            await db.MoveInbox(item, cancellation);
            await audit.Write(Subject.Of(item.CaseId, item.CallId), "work-item.returned-to-seat", new AuditDetail { Before = $"{item.Kind}:{item.Id}" }, cancellation);
        }
    }
}

internal static class MovingWorkItems
{
    /// <summary>Changes who holds an open work item and moves its inbox row to the new principal.</summary>
    public static async Task<Result<WorkItem>> MoveWorkItem(
        this ApprovalsDb db, long workItemId, string action, AuditTrail audit, CurrentActor actor, ReadDecider deciders,
        Func<WorkItem, Decider, Refusal?> change, CancellationToken cancellation)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return new Refusal("work-item.not-open", "", "");
        var before = item.Principal;
        if (change(item, await deciders.Current(actor, cancellation)) is { } refusal) return refusal;
        if (item.Principal == before) return item;

        await db.MoveInbox(item, cancellation);
        await audit.Write(Subject.Of(item.CaseId, item.CallId), action, new AuditDetail { Before = $"{item.Kind}:{item.Id}" }, cancellation);
        return item;
    }
}
