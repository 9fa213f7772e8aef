using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>Makes a copy of an earlier version the latest draft. What is published stays published.</summary>
public sealed class RevertChart(UnitOfWork unit)
{
    public Task<Result<DefinitionSummaryView>> Run(Caller caller, string definitionId, int version, CancellationToken cancellation = default) =>
        unit.Run<DefinitionSummaryView>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(definitionId, VersionOptions.Latest, token) is not { } latest) return new Refusal("definition.unknown", definitionId);
                if (latest.IsReadonly) return new Refusal("definition.not-allowed", latest.Name ?? definitionId);
                if (await scope.GetRequiredService<IWorkflowDefinitionPublisher>().RevertVersionAsync(definitionId, version, token) is not { } draft) return new Refusal("definition.no-version", latest.Name ?? definitionId, version);
                await scope.GetRequiredService<AuditTrail>().Write(
                    Subject.Definition(definitionId), "definition.reverted", new AuditDetail { Before = $"v{version}", After = $"v{draft.Version}" }, token);
                return DefinitionSummaryView.Of(
                    new DefinitionSummary(draft.Id, draft.DefinitionId, draft.Name, draft.Description, draft.Version, draft.IsLatest, draft.IsPublished, draft.IsReadonly, draft.MaterializerName, draft.CreatedAt),
                    mayWrite: true);
            },
            cancellation);
}
