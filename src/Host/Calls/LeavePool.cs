using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Calls;

/// <summary>The organisers of a pool remove somebody from it, with a reason.</summary>
public sealed class LeavePool(UnitOfWork unit)
{
    public Task<Result<Done>> Run(Caller caller, long caseId, string? reason, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var item = await scope.GetRequiredService<ApprovalsDb>().Cases.Include(c => c.Call).SingleOrDefaultAsync(c => c.Id == caseId, token);
                if (item is null || !caller.MayManage(item.Call!)) return new Refusal("case.unknown", caseId);
                scope.GetRequiredService<CurrentActor>().Actor = caller.ActorFor(item.Call!);
                return (await scope.GetRequiredService<RemoveFromPool>().Run(caseId, reason, token)).Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
