using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>Moves the charts that run this one as an activity on to its published version. Instances that run stay on theirs.</summary>
public sealed class UpdateConsumers(UnitOfWork unit)
{
    /// <returns>The ids of the definitions that were moved on.</returns>
    public Task<Result<IReadOnlyList<string>>> Run(Caller caller, string definitionId, CancellationToken cancellation = default) =>
        unit.Run<IReadOnlyList<string>>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(definitionId, VersionOptions.Published, token) is not { } published) return new Refusal("definition.not-published", definitionId);
                var updated = (await scope.GetRequiredService<IWorkflowReferenceUpdater>().UpdateWorkflowReferencesAsync(published, token)).UpdatedWorkflows;
                foreach (var each in updated)
                    await scope.GetRequiredService<AuditTrail>().Write(
                        Subject.Definition(each.DefinitionId), "definition.moved-on", new AuditDetail { After = $"{published.Name} v{published.Version}" }, token);
                return updated.Select(each => each.DefinitionId).ToList();
            },
            cancellation);
}
