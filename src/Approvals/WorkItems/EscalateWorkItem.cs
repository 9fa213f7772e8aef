using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>Puts an overdue work item before a higher seat (R23). Only the clock does it, and it decides nothing: the work stays with whom it was asked.</summary>
public sealed class EscalateWorkItem(ApprovalsDb db, AuditTrail audit, CurrentActivity activity, IdSource ids, TimeProvider clock)
{
    /// <returns>Whether it was put before somebody; false also where nobody is higher, which the audit trail says.</returns>
    public async Task<Result<bool>> Run(long workItemId, CancellationToken cancellation = default)
    {
        if (await db.WorkItems.FirstOrDefaultAsync(i => i.Id == workItemId, cancellation) is not { } item) return new Refusal("work-item.unknown", workItemId);
        var now = clock.GetUtcNow();
        if (item.Escalate(now) is { } refusal) return refusal;

        var seat = await Above(item, cancellation);
        var escalation = seat is null ? null : new Escalation { Id = ids.Next(), WorkItemId = item.Id, CaseId = item.CaseId, CallId = item.CallId, SeatId = seat.Id, At = now };
        if (escalation is not null) db.Escalations.Add(escalation);
        activity.Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
        await audit.Write(
            Subject.Of(item.CaseId, item.CallId),
            "work-item.escalated",
            new AuditDetail { Clause = "R23", Before = $"{item.Kind}:{item.Id}", After = seat is null ? null : $"{seat.Organisation!.FullName} {seat.Role}", Tells = escalation is null ? [] : [new News(NewsKind.Escalated, escalation.Id)] },
            cancellation);
        return seat is not null;
    }

    /// <summary>The head's seat before which it is put; never the one that was asked.</summary>
    private async Task<Seat?> Above(WorkItem item, CancellationToken cancellation)
    {
        if (item.EscalatesTo == EscalationTarget.Organiser) return await Head(await Organiser(item, cancellation), item, cancellation);
        if (item.EscalatesTo == EscalationTarget.Head && await Head(item.OrganisationId, item, cancellation) is { } own) return own;
        foreach (var higher in await Higher(item.OrganisationId, cancellation))
            if (await Head(higher, item, cancellation) is { } head) return head;
        return await Head(await Organiser(item, cancellation), item, cancellation);
    }

    private async Task<Seat?> Head(long? organisationId, WorkItem item, CancellationToken cancellation)
    {
        if (organisationId is null) return null;
        var roles = StandIn.For(SeatRole.Head);
        var seats = await db.Seats.Include(s => s.Organisation).Where(s => s.OrganisationId == organisationId && roles.Contains(s.Role) && s.Id != item.SeatId).ToListAsync(cancellation);
        return roles.Select(role => seats.Find(s => s.Role == role)).FirstOrDefault(seat => seat is not null);
    }

    /// <summary>The education authority above, then the competent superior, and what lies above them, the nearest first.</summary>
    private async Task<IReadOnlyList<long>> Higher(long organisationId, CancellationToken cancellation)
    {
        var (above, next) = (new List<long>(), new Queue<long>([organisationId]));
        while (next.TryDequeue(out var id))
        {
            if (await db.Organisations.FindAsync([id], cancellation) is not { } organisation) continue;
            foreach (var up in new[] { organisation.AdminParentId, organisation.CompetentSuperiorId }.OfType<long>().Where(up => up != organisationId && !above.Contains(up)))
            {
                above.Add(up);
                next.Enqueue(up);
            }
        }
        return above;
    }

    private async Task<long?> Organiser(WorkItem item, CancellationToken cancellation)
    {
        var call = await db.Calls.FindAsync([item.CallId], cancellation);
        return call?.ParentId is null ? call?.DecideById ?? call?.AssessById : call.CollectorId;
    }
}
