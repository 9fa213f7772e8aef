using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Stuck;

/// <summary>
/// Has parked work tried again. Safe at any time: the work removes its own row in the transaction of its effect, so it is done once or, failing again, parked again.
/// </summary>
public sealed class TryParkedWork(UnitOfWork unit, TimeProvider clock)
{
    public Task<Result<Done>> Run(Caller caller, string id, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            if (!caller.Has(SeatRole.FlowAdministrator)) return new Refusal("stuck.not-yours");
            if (await scope.GetRequiredService<IWorkflowStore>().FindQueuedWorkAsync(id, token) is not { } work || work.NotBefore != QueuedWork.Parked) return new Refusal("stuck.not-parked");
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Work(id), "work.tried-again", new AuditDetail { Before = work.LastError, After = work.Kind }, token);
            (work.Attempts, work.NotBefore) = (0, clock.GetUtcNow());
            return Done.Result;
        },
        cancellation);
}
