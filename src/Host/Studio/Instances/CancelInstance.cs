using Elsa.Workflows;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Engine;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Instances;

/// <summary>
/// Stops an instance. Its activities withdraw the work items they asked; a case that it carried is over (recalled) and says why. The chain of a call cannot be
/// stopped while a case of that call waits for its decision.
/// </summary>
internal sealed class CancelInstance(UnitOfWork unit)
{
    /// <returns>Whether it ran until now; <c>instance.unknown</c>, <c>instance.call-not-closed</c>.</returns>
    public Task<Result<bool>> Run(Caller caller, string id, CancellationToken cancellation = default) =>
        unit.Run<bool>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<IWorkflowStore>().FindInstanceAsync(id, token) is not { } instance) return new Refusal("instance.unknown", id);
                if (instance.Status == WorkflowStatus.Finished) return false;
                var belongings = await InstanceBelongings.Of(scope.GetRequiredService<ApprovalsDb>(), instance, token);
                if (belongings is { Case: null, OpenCase: { } waiting }) return new Refusal("instance.call-not-closed", instance.Name ?? id, waiting);

                await scope.GetRequiredService<WorkflowRuntime>().CancelAsync(id, token);
                if (belongings is { Case: { } item, OpenCase: not null })
                {
                    var ended = await scope.GetRequiredService<ChangeCaseStatus>().Run(item.Id, CaseStatus.Recalled, reason: StoredText.Of("CancelledReason"), cancellation: token);
                    if (ended.Refusal is { } refusal) return refusal;
                }
                scope.GetRequiredService<CurrentActivity>().Set(id, instance.DefinitionId, instance.Version, null);
                await scope.GetRequiredService<AuditTrail>().Write(belongings.Subject, "instance.cancelled", cancellation: token);
                return true;
            },
            cancellation);
}
