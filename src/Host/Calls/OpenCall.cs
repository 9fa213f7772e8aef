using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Documents;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Calls;

/// <summary>Opens a prepared call: from now on units may answer it, and the chain that will decide on the batch starts to wait for the deadline.</summary>
public sealed class OpenCall(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long callId, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Calls.SingleOrDefaultAsync(c => c.Id == callId, token) is not { } call) return new Refusal("call.unknown", callId);
                if (caller.RefuseUnlessManaging(call) is { } foreign) return foreign;
                scope.GetRequiredService<CurrentActor>().Actor = caller.ActorFor(call);
                if (await scope.GetRequiredService<RulesOfCall>().Missing(call, token) is { } missing) return missing;
                if (call.Open() is { } refusal) return refusal;
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(call.Id), "call.opened", cancellation: token);
                var started = await scope.GetRequiredService<Chains>().StartForCall(call, token);
                return started.Refusal is { } why ? why : Done.Result;
            },
            cancellation);
}

/// <summary>Closes an open call by hand, before or after its deadline. Where a chain waits for the closing, its gate is what is decided.</summary>
public sealed class CloseCall(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long callId, string? comment, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.Calls.SingleOrDefaultAsync(c => c.Id == callId, token) is not { } call) return new Refusal("call.unknown", callId);
                if (caller.RefuseUnlessManaging(call) is { } foreign) return foreign;
                scope.GetRequiredService<CurrentActor>().Actor = caller.ActorFor(call);
                if (await db.WorkItems.SingleOrDefaultAsync(w => w.CallId == callId && w.CaseId == null && w.Kind == "BatchGate", token) is { } gate)
                {
                    var closed = await scope.GetRequiredService<CloseWorkItem>().Decided(gate.Id, new Decision("Closed", comment), token);
                    if (closed.Refusal is { } notMine) return notMine;
                    var resumed = await scope.GetRequiredService<Chains>().Resume(closed.Value, token);
                    return resumed.Refusal is { } stopped ? stopped : Done.Result;
                }
                if (call.Close() is { } refusal) return refusal;
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(call.Id), "call.closed", new AuditDetail { Comment = comment }, token);
                return Done.Result;
            },
            cancellation);
}
