using System.Text.Json.Nodes;
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
    private static readonly HashSet<string> OfItself = ["opinion.written", "case.status-changed", "work-item.opened", "party.resolved", "block.skipped", "step.stood-in", "work-item.reminded", "signer.skipped"];

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
                if (await StillOpen(db, decided, token) is { } other)
                {
                    var told = await scope.GetRequiredService<Chains>().Tell(other, decided, TakingBack.Outcome, new JsonObject { [TakingBack.Through] = other.BookmarkId }, token);
                    if (told.Refusal is { } why) return why;
                    KeepFor(scope, db, caller, decided);
                    return Done.Result;
                }

                scope.GetRequiredService<TakingBack>().Vote = decided.Request["signing"] is null ? null : decided;
                if ((await scope.GetRequiredService<VoidBlock>().Run(decided.CaseId!.Value, decided.Block!, "taken-back", token)).Refusal is { } unvoided) return unvoided;
                var altered = await scope.GetRequiredService<AlterInstance>().Run(decided.InstanceId!, [new GoBack(decided.ActivityId!, next)], token);
                if (scope.GetRequiredService<PendingRefusal>().Refusal is { } pending) return pending;
                if (!altered.Succeeded) return new Refusal("work-item.no-way-back", altered.Findings[0].Problem);

                KeepFor(scope, db, caller, decided);
                return Done.Result;
            },
            cancellation);

    /// <summary>It comes back to whoever took it back, not to everybody on the seat.</summary>
    private static void KeepFor(IServiceProvider scope, ApprovalsDb db, Caller caller, FinishedWorkItem decided)
    {
        var (together, key) = (decided.Request["signing"] is not null, TakingBack.KeyOf(decided.BookmarkId!));
        foreach (var again in db.WorkItems.Local.Where(i => i.ActivityId == decided.ActivityId && i.InstanceId == decided.InstanceId && db.Entry(i).State == EntityState.Added && i.SeatId == decided.SeatId && i.PersonId is null
            && (!together || TakingBack.KeyOf(i.BookmarkId!) == key)).ToList())
            scope.GetRequiredService<OpenWorkItem>().KeepFor(again, caller.PersonId);
    }

    /// <summary>Another signer of the same run of the step, who is still asked; null: one alone signs, or the step is decided.</summary>
    private static async Task<WorkItem?> StillOpen(ApprovalsDb db, FinishedWorkItem decided, CancellationToken cancellation)
    {
        if (decided.Request["signing"] is null || decided.BookmarkId is not { } bookmark) return null;
        var step = TakingBack.StepOf(bookmark);
        return (await db.WorkItems.Where(i => i.InstanceId == decided.InstanceId && i.ActivityId == decided.ActivityId && i.BookmarkId != null).OrderBy(i => i.Id).ToListAsync(cancellation)).Find(i => TakingBack.StepOf(i.BookmarkId!) == step);
    }

    /// <summary>Why the caller cannot take it back now; null: it can be.</summary>
    public static async Task<Refusal?> WhyNot(ApprovalsDb db, Caller caller, FinishedWorkItem decided, CancellationToken cancellation = default)
    {
        if (decided.DecidedById != caller.PersonId) return new Refusal("work-item.not-yours");
        if (decided is not { Kind: "OpinionTask", Companion: null, Outcome: "Approve" or "Return" or "Reject", CaseId: { } caseId, Block: not null } || !decided.Allows.HasFlag(WorkItemActions.TakeBack))
            return new Refusal("work-item.not-taken-back");
        var isOpen = await StillOpen(db, decided, cancellation) is not null;
        if (decided.Outcome == "Reject" && !isOpen) return new Refusal("work-item.not-taken-back");
        var (subject, about) = (Subject.Case(caseId), $"{decided.Kind}:{decided.Id}");
        if (await db.AuditEntries.Where(e => e.Subject == subject && e.Action == "work-item.decided" && e.Before == about).Select(e => (long?)e.Sequence).FirstOrDefaultAsync(cancellation) is not { } at)
            return new Refusal("work-item.not-taken-back");
        var since = await db.AuditEntries.Where(e => e.Subject == subject && e.Sequence > at).Select(e => new { e.Action, e.Comment }).ToListAsync(cancellation);

        // Where one of several was enough, the others were told that they are asked no more.
        if (since.Exists(e => !OfItself.Contains(e.Action) && !(e is { Action: "work-item.withdrawn", Comment: "answered-by-another" } && decided.Request["signing"] is not null))) return new Refusal("work-item.moved-on");
        return isOpen || await db.WorkItems.AnyAsync(i => i.InstanceId == decided.InstanceId && i.ActivityId != decided.ActivityId, cancellation) ? null : new Refusal("work-item.moved-on");
    }
}
