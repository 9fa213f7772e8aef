using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>A person takes a work item offered to the seat, or gives it back.</summary>
public sealed class HoldWorkItem(UnitOfWork unit)
{
    public Task<Result<Done>> Claim(Caller caller, long workItemId, CancellationToken cancellation = default) =>
        Move(caller, workItemId, (scope, token) => scope.GetRequiredService<ClaimWorkItem>().Run(workItemId, token), cancellation);

    public Task<Result<Done>> Release(Caller caller, long workItemId, CancellationToken cancellation = default) =>
        Move(caller, workItemId, (scope, token) => scope.GetRequiredService<ReleaseWorkItem>().Run(workItemId, token), cancellation);

    private Task<Result<Done>> Move(Caller caller, long workItemId, Func<IServiceProvider, CancellationToken, Task<Result<WorkItem>>> move, CancellationToken cancellation) =>
        unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<ReadWorkItem>().Run(caller, workItemId, token) is null) return new Refusal("work-item.unknown", workItemId);
                return (await move(scope, token)).Refusal is { } refusal ? refusal : Done.Result;
            },
            cancellation);
}
