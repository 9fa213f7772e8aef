using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Documents;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Calls;

/// <summary>The new last day, and the number of the newly issued document that says so.</summary>
public sealed record NewDeadline(DateOnly ClosesOn, string DocumentNumber);

/// <summary>A newly issued document moves the closing date of an open call; the old date stays in the history (R8).</summary>
public sealed class MoveDeadline(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long callId, NewDeadline deadline, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var call = await db.Calls.Include(c => c.Parent).SingleOrDefaultAsync(c => c.Id == callId, token);
                if (call is null) return new Refusal("call.unknown", callId);
                if (caller.RefuseUnlessManaging(call) is { } foreign) return foreign;
                var key = DocumentNumber.Key(deadline.DocumentNumber);
                if (await db.Documents.SingleOrDefaultAsync(d => d.NumberKey == key, token) is not { } document) return new Refusal("document.unknown", deadline.DocumentNumber);

                scope.GetRequiredService<CurrentActor>().Actor = caller.ActorFor(call);
                var before = call.ClosesOn;
                if (call.MoveDeadline(deadline.ClosesOn, document.Id, scope.GetRequiredService<TimeProvider>().GetUtcNow(), call.Parent) is { } refusal) return refusal;
                var detail = new AuditDetail { Before = before.ToString("O"), After = deadline.ClosesOn.ToString("O"), Clause = "R8", Comment = document.Number };
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Call(call.Id), "call.deadline-moved", detail, token);
                return Done.Result;
            },
            cancellation);
}
