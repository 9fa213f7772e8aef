using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calls;
using Workflows.Persistence;

namespace Workflows.Host.Calls;

/// <summary>Which units are to be reminded, and what is said.</summary>
/// <param name="UnitIds">Empty: every unit that is addressed and has handed in nothing.</param>
public sealed record UnitsToRemind(IReadOnlyList<long>? UnitIds = null, string? Comment = null);

/// <summary>The organisers of an open call remind units that have handed in nothing; it lies in their list of copies at once.</summary>
public sealed class RemindOfCall(UnitOfWork unit)
{
    public Task<Result<Reminded>> Run(Caller caller, long callId, UnitsToRemind units, CancellationToken cancellation = default) =>
        unit.Run<Reminded>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var call = await scope.GetRequiredService<ApprovalsDb>().Calls.SingleOrDefaultAsync(c => c.Id == callId, token);
                if (call is null) return new Refusal("call.unknown", callId);
                if (caller.RefuseUnlessManaging(call) is { } foreign) return foreign;
                scope.GetRequiredService<CurrentActor>().Actor = caller.ActorFor(call);
                return await scope.GetRequiredService<RemindUnits>().Run(call, units.UnitIds ?? [], units.Comment, cancellation: token);
            },
            cancellation);
}
