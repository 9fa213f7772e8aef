using Elsa.Workflows;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Engine.Alterations;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;
using Workflows.Host.Studio.Instances;
using Workflows.Persistence;

namespace Workflows.Host.Stuck;

/// <summary>
/// Has the activities of an instance that failed tried again, once the cause is mended. Safe at any time: what was done before them is not done again, and what fails again leaves the instance
/// as it was, with one incident more.
/// </summary>
public sealed class TryFailedActivities(UnitOfWork unit)
{
    /// <returns><c>stuck.not-yours</c>, <c>stuck.not-parked</c> where nothing has failed, <c>stuck.not-tried</c> with what is in the way.</returns>
    public Task<Result<Done>> Run(Caller caller, string instanceId, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            if (!caller.Has(SeatRole.FlowAdministrator)) return new Refusal("stuck.not-yours");
            var instance = await scope.GetRequiredService<IWorkflowStore>().FindInstanceAsync(instanceId, token);
            var failed = instance?.WorkflowState.ActivityExecutionContexts.Where(run => run.Status == ActivityStatus.Faulted).ToList() ?? [];
            if (instance is null || failed.Count == 0) return new Refusal("stuck.not-parked");

            var belongings = await InstanceBelongings.Of(scope.GetRequiredService<ApprovalsDb>(), instance, token);
            scope.GetRequiredService<CurrentActivity>().Set(instanceId, instance.DefinitionId, instance.Version, null);
            await scope.GetRequiredService<AuditTrail>().Write(belongings.Subject, "instance.tried-again", new AuditDetail { Before = instance.WorkflowState.Incidents.LastOrDefault()?.Message }, token);
            var altered = await scope.GetRequiredService<AlterInstance>().Run(instanceId, failed.Select(run => new RetryActivity(run.Id)), token);
            if (scope.GetRequiredService<PendingRefusal>().Refusal is { } pending) return pending;
            return altered.Succeeded ? Done.Result : new Refusal("stuck.not-tried", altered.Findings[0].Problem);
        },
        cancellation);
}
