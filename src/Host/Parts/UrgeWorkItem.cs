using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Parts;

/// <summary>催办 by a person: the officers who organise the call, and the seat before which an overdue work item was put. At most once a day for each work item.</summary>
public sealed class UrgeWorkItem(UnitOfWork unit)
{
    private static readonly SeatRole[] Officers = [SeatRole.Handler, SeatRole.Head, SeatRole.WorkGroupOfficer, SeatRole.ProjectGroupHead, SeatRole.ReceivingClerk];

    /// <returns><c>work-item.unknown</c>, also where the caller may not urge; <c>work-item.reminded-today</c>.</returns>
    public Task<Result<Done>> Run(Caller caller, long workItemId, string? words = null, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var item = await db.WorkItems.SingleOrDefaultAsync(i => i.Id == workItemId, token);
                if (item is null || await SeatThatMay(db, caller, item, token) is not { } seat) return new Refusal("work-item.unknown", workItemId);
                scope.GetRequiredService<CurrentActor>().Actor = caller.As(held => held.SeatId == seat);
                return (await scope.GetRequiredService<RemindWorkItem>().Run(workItemId, words, token)).Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);

    /// <summary>The seat on which the caller may urge whoever has this work item; null: none.</summary>
    public static async Task<long?> SeatThatMay(ApprovalsDb db, Caller caller, WorkItem item, CancellationToken cancellation = default)
    {
        var principals = caller.Principals;
        if (await db.Escalations.Where(e => e.WorkItemId == item.Id && principals.Contains(e.SeatId)).Select(e => (long?)e.SeatId).FirstOrDefaultAsync(cancellation) is { } higher) return higher;
        var call = await db.Calls.AsNoTracking().Include(c => c.Parent).SingleAsync(c => c.Id == item.CallId, cancellation);
        return caller.Seats.FirstOrDefault(seat => Officers.Contains(seat.Role) && (call.IsOrganisedBy(seat.OrganisationId) || call.Parent?.IsOrganisedBy(seat.OrganisationId) == true))?.SeatId;
    }
}
