using Workflows.Approvals.Audit;

namespace Workflows.Approvals.WorkItems;

/// <summary>Somebody who may decide a work item opened it for the first time: from then on the decision before it is not taken back.</summary>
public sealed class SeeWorkItem(ApprovalsDb db, AuditTrail audit, CurrentActor actor, CurrentActivity activity, ReadDecider deciders, TimeProvider clock)
{
    /// <returns>Whether it was the first time.</returns>
    public async Task<Result<bool>> Run(long workItemId, CancellationToken cancellation = default)
    {
        if (await db.FindOpen(workItemId, cancellation) is not { } item) return false;
        if (!item.See(await deciders.Current(actor, cancellation), clock.GetUtcNow())) return false;
        actor.Actor = actor.Actor with { SeatId = item.SeatId, OrganisationId = item.OrganisationId };
        activity.Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
        await audit.Write(Subject.Of(item.CaseId, item.CallId), "work-item.seen", new AuditDetail { Before = $"{item.Kind}:{item.Id}" }, cancellation);
        return true;
    }
}
