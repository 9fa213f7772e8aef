using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Rankings;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Parts;

/// <summary>A move on the board of a call.</summary>
/// <param name="To">Place in the order of its kind, from 1; more than there are: the end. Empty: the waiting list.</param>
public sealed record RankingStep(long CaseId, int? To, string? Reason);

/// <summary>A conflict of interest over a case on the board.</summary>
public sealed record RankingConflict(long CaseId, string? Reason);

/// <summary>Somebody whose work it is to rank moves a case on the board, or takes no part in its place.</summary>
public sealed class MoveRanked(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long callId, RankingStep step, CancellationToken cancellation = default) =>
        Act(caller, callId, async (scope, call, token) => (await scope.GetRequiredService<MoveInRanking>().Run(call, step.CaseId, step.To, step.Reason, token)).Refusal, cancellation);

    public Task<Result<Done>> Recuse(Caller caller, long callId, RankingConflict conflict, CancellationToken cancellation = default) =>
        Act(caller, callId, async (scope, call, token) => (await scope.GetRequiredService<RecuseFromCase>().Run(call, conflict.CaseId, conflict.Reason, token)).Refusal, cancellation);

    private Task<Result<Done>> Act(Caller caller, long callId, Func<IServiceProvider, Call, CancellationToken, Task<Refusal?>> act, CancellationToken cancellation) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await scope.GetRequiredService<ReadRanking>().Run(caller, callId, token) is null) return new Refusal("ranking.unknown", callId);
                var item = await db.WorkItems.Include(w => w.Barred).FirstOrDefaultAsync(w => w.Kind == "RankCases" && w.CallId == callId, token);
                if (item is null) return new Refusal("ranking.not-open");
                if (item.MayBeDecidedBy(caller.AsDecider) is { } notYours) return notYours;
                scope.GetRequiredService<CurrentActor>().Actor = Actor.Person(caller.PersonId, item.SeatId, item.OrganisationId);
                scope.GetRequiredService<CurrentActivity>().Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
                var call = await db.Calls.SingleAsync(c => c.Id == callId, token);
                return await act(scope, call, token) is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
