using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.WorkItems;
using Workflows.Engine.Alterations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>拿回: the last decider takes the decision back, while nobody has opened what came next and nothing else has happened since.</summary>
public sealed class TakeBackDecision(UnitOfWork unit)
{
    /// <summary>What a decision brings about by itself; anything else that has happened since stands in the way.</summary>
    private static readonly HashSet<string> OfItself = ["opinion.written", "case.status-changed", "work-item.opened", "party.resolved", "block.skipped", "work-item.reminded"];

    /// <returns><c>work-item.unknown</c>, <c>work-item.not-yours</c>, <c>work-item.not-taken-back</c> where the chain does not allow it, <c>work-item.moved-on</c>, <c>work-item.no-way-back</c>.</returns>
    public Task<Result<Done>> Run(Caller caller, long workItemId, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.FinishedWorkItems.SingleOrDefaultAsync(f => f.Id == workItemId, token) is not { } decided
                    || await scope.GetRequiredService<ReadWorkItem>().Run(caller, workItemId, token) is null) return new Refusal("work-item.unknown", workItemId);
                if (await WhyNot(db, caller, decided, token) is { } refusal) return refusal;

                var next = await db.WorkItems.Where(i => i.InstanceId == decided.InstanceId && i.Companion == null).Select(i => i.ActivityId!).Distinct().ToListAsync(token);
                scope.GetRequiredService<CurrentActor>().Actor = caller.As(seat => seat.SeatId == decided.SeatId);
                scope.GetRequiredService<CurrentActivity>().Set(decided.InstanceId, decided.ChainId, decided.DefinitionVersion, decided.ActivityId);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Of(decided.CaseId, decided.CallId), "work-item.taken-back", new AuditDetail { Before = $"{decided.Kind}:{decided.Id}" }, token);
                if ((await scope.GetRequiredService<VoidBlock>().Run(decided.CaseId!.Value, decided.Block!, "taken-back", token)).Refusal is { } unvoided) return unvoided;
                var altered = await scope.GetRequiredService<AlterInstance>().Run(decided.InstanceId!, [new GoBack(decided.ActivityId!, next)], token);
                if (scope.GetRequiredService<PendingRefusal>().Refusal is { } pending) return pending;
                if (!altered.Succeeded) return new Refusal("work-item.no-way-back", altered.Findings[0].Problem);

                // It comes back to whoever took it back, not to everybody on the seat.
                foreach (var again in db.WorkItems.Local.Where(i => i.ActivityId == decided.ActivityId && i.InstanceId == decided.InstanceId && db.Entry(i).State == EntityState.Added && i.SeatId == decided.SeatId && i.PersonId is null).ToList())
                    scope.GetRequiredService<OpenWorkItem>().KeepFor(again, caller.PersonId);

                return Done.Result;
            },
            cancellation);

    /// <summary>Why the caller cannot take it back now; null: it can be.</summary>
    public static async Task<Refusal?> WhyNot(ApprovalsDb db, Caller caller, FinishedWorkItem decided, CancellationToken cancellation = default)
    {
        if (decided.DecidedById != caller.PersonId) return new Refusal("work-item.not-yours");
        if (decided is not { Kind: "OpinionTask", Companion: null, Outcome: "Approve" or "Return", CaseId: { } caseId, Block: not null } || !decided.Allows.HasFlag(WorkItemActions.TakeBack) || decided.Request["signing"] is not null)
            return new Refusal("work-item.not-taken-back");
        var (subject, about) = (Subject.Case(caseId), $"{decided.Kind}:{decided.Id}");
        if (await db.AuditEntries.Where(e => e.Subject == subject && e.Action == "work-item.decided" && e.Before == about).Select(e => (long?)e.Sequence).FirstOrDefaultAsync(cancellation) is not { } at)
            return new Refusal("work-item.not-taken-back");
        var since = await db.AuditEntries.Where(e => e.Subject == subject && e.Sequence > at).Select(e => e.Action).ToListAsync(cancellation);
        if (since.Exists(action => !OfItself.Contains(action))) return new Refusal("work-item.moved-on");
        return await db.WorkItems.AnyAsync(i => i.InstanceId == decided.InstanceId && i.ActivityId != decided.ActivityId, cancellation) ? null : new Refusal("work-item.moved-on");
    }
}
