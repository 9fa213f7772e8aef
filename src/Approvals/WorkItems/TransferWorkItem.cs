using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;

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
            Tells = [new News(NewsKind.Assigned, item.Id)],
        }, cancellation);
        return item;
    }
}
