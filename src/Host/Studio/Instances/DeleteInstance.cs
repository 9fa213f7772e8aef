using Elsa.Workflows;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Storage;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Instances;

/// <summary>
/// Deletes an instance with its journal. One that a case or a call ran on stays for good (<see cref="CaseRecord"/>); a trial run that is still going is stopped first. The audit trail keeps
/// what happened.
/// </summary>
internal sealed class DeleteInstance(UnitOfWork unit)
{
    /// <returns><c>instance.unknown</c>, <c>instance.is-record</c>.</returns>
    public Task<Result<Done>> Run(Caller caller, string id, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                var store = scope.GetRequiredService<IWorkflowStore>();
                if (await store.FindInstanceAsync(id, token) is not { } instance) return new Refusal("instance.unknown", id);
                if (await CaseRecord.Of(scope.GetRequiredService<ApprovalsDb>(), store, instance, token) is { } owner) return new Refusal("instance.is-record", owner);

                if (instance.Status == WorkflowStatus.Running) await scope.GetRequiredService<WorkflowRuntime>().CancelAsync(id, token);
                scope.GetRequiredService<CurrentActivity>().Set(id, instance.DefinitionId, instance.Version, null);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Instance(id), "instance.deleted", new AuditDetail { Before = instance.SubStatus.ToString() }, token);
                await store.DeleteInstanceAsync(id, token);
                return Done.Result;
            },
            cancellation);
}
