using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;
using Workflows.Engine.Alterations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>Where a returned case goes on once it was corrected.</summary>
public enum ResumePoint
{
    /// <summary>At the step that returned it; what was given in between and still stands is not asked again.</summary>
    Continue,

    /// <summary>The chain runs again from the step to which it was returned; what was given since is void.</summary>
    Again,
}

/// <summary>退回 to any earlier opinion. Return to the applicant is an outcome of the chart itself; this goes back in the chart.</summary>
public sealed class ReturnWorkItem(UnitOfWork unit)
{
    /// <param name="enclosed">Files that go with the opinion.</param>
    /// <param name="to">The activity of the earlier step, one of <see cref="Steps"/>.</param>
    /// <returns><c>work-item.step-unknown</c>, <c>work-item.action-not-offered</c>, <c>work-item.signed-together</c>, <c>work-item.no-way-back</c>, and what deciding refuses.</returns>
    public Task<Result<Done>> Run(Caller caller, long workItemId, string to, ResumePoint resume, string? comment, IReadOnlyList<long>? enclosed = null, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                // Whoever may not know of it learns nothing from the refusal.
                if (await scope.GetRequiredService<ReadWorkItem>().Run(caller, workItemId, token) is null) return new Refusal("work-item.unknown", workItemId);
                var (db, close) = (scope.GetRequiredService<ApprovalsDb>(), scope.GetRequiredService<CloseWorkItem>());
                if (await db.WorkItems.Include(i => i.Barred).SingleOrDefaultAsync(i => i.Id == workItemId, token) is { } open)
                {
                    if (!open.Allows.HasFlag(WorkItemActions.ReturnToStep) || !open.Outcomes.Exists(o => o.Name == "Return")) return new Refusal("work-item.action-not-offered", WorkItemActions.ReturnToStep);
                    if (open.Request["signing"]?["refusal"]?.ToString() == nameof(RefusalEffect.Counts)) return new Refusal("work-item.signed-together");
                }

                var closed = await close.Decided(workItemId, new Decision("Return", comment, PassWorkItem.With(enclosed)), token);
                if (closed.Refusal is { } refusal) return refusal;
                var from = closed.Value;
                var steps = await Steps(db, from.CaseId, from.InstanceId, from.ActivityId, token);
                if (steps.FirstOrDefault(step => step.ActivityId == to) is not { } step) return new Refusal("work-item.step-unknown", to);

                var returned = await scope.GetRequiredService<ReturnCase>().Run(from.CaseId!.Value, step.Block!, resume == ResumePoint.Continue ? from.ActivityId : null, token);
                if (returned.Refusal is { } why) return why;
                var written = await scope.GetRequiredService<WriteOpinion>().Run(
                    from.CaseId.Value, from.Block!, OpinionDecision.Return, comment, from.Request["formKey"]?.ToString() is { Length: > 0 } form ? form : null, enclosed, token);
                if (written.Refusal is { } wrong) return wrong;
                var altered = await scope.GetRequiredService<AlterInstance>().Run(from.InstanceId!, [new GoBack(to)], token);
                if (scope.GetRequiredService<PendingRefusal>().Refusal is { } pending) return pending;
                return altered.Succeeded ? Done.Result : new Refusal("work-item.no-way-back", altered.Findings[0].Problem);
            },
            cancellation);

    /// <summary>The earlier opinions of the same chain that still stand, each once, the first first.</summary>
    public static async Task<IReadOnlyList<FinishedWorkItem>> Steps(ApprovalsDb db, long? caseId, string? instanceId, string? without, CancellationToken cancellation = default)
    {
        if (caseId is null || instanceId is null) return [];
        var approved = await db.FinishedWorkItems.AsNoTracking().Include(f => f.Organisation)
            .Where(f => f.CaseId == caseId && f.InstanceId == instanceId && f.Kind == "OpinionTask" && f.Outcome == "Approve" && f.Companion == null && f.ActivityId != without)
            .OrderBy(f => f.FinishedAt).ThenBy(f => f.Id).ToListAsync(cancellation);
        var standing = await db.Opinions.Where(o => o.CaseId == caseId && o.VoidedAt == null && o.Decision == OpinionDecision.Approve).Select(o => o.Block).ToListAsync(cancellation);
        return [.. approved.Where(f => f.Block is not null && standing.Contains(f.Block)).Reverse().DistinctBy(f => f.ActivityId).Reverse()];
    }
}
