using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>A person takes a work item offered to the seat, or gives it back.</summary>
public sealed class HoldWorkItem(UnitOfWork unit)
{
    public Task<Result<Done>> Claim(Caller caller, long workItemId, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) => (await scope.GetRequiredService<ClaimWorkItem>().Run(workItemId, token)).Refusal is { } refusal ? refusal : Done.Result,
            cancellation);

    public Task<Result<Done>> Release(Caller caller, long workItemId, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) => (await scope.GetRequiredService<ReleaseWorkItem>().Run(workItemId, token)).Refusal is { } refusal ? refusal : Done.Result,
            cancellation);
}
