using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;

namespace Workflows.Approvals.WorkItems;

/// <summary>催办: whoever has an open work item is reminded of it. By the clock once, by people at most once a day.</summary>
public sealed class RemindWorkItem(ApprovalsDb db, AuditTrail audit, CurrentActor actor, CurrentActivity activity, TimeProvider clock)
{
    /// <param name="words">What the person who reminds says; the clock says nothing.</param>
    /// <returns>The work item, or <c>work-item.unknown</c>, <c>work-item.reminded-today</c>.</returns>
    public async Task<Result<WorkItem>> Run(long workItemId, string? words = null, CancellationToken cancellation = default)
    {
        if (await db.WorkItems.FirstOrDefaultAsync(i => i.Id == workItemId, cancellation) is not { } item) return new Refusal("work-item.unknown", workItemId);
        var now = clock.GetUtcNow();
        if (item.Remind(now, byHand: actor.Actor.Kind == ActorKind.Person) is { } refusal) return refusal;
        if (await db.Inbox.FirstOrDefaultAsync(r => r.WorkItemId == item.Id && r.Principal == item.Principal, cancellation) is { } row) row.RemindedAt = now;
        activity.Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
        await audit.Write(
            Subject.Of(item.CaseId, item.CallId), "work-item.reminded",
            new AuditDetail
            {
                Comment = string.IsNullOrWhiteSpace(words) ? null : words.Trim(), Before = $"{item.Kind}:{item.Id}",
                Tells = [new News(actor.Actor.Kind == ActorKind.Person ? NewsKind.Urged : NewsKind.Reminded, item.Id)],
            }, cancellation);
        return item;
    }
}
