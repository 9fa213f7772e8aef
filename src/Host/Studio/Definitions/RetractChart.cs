using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>What became of each definition of a bulk retraction, by its id.</summary>
public sealed record BulkRetracted(
    IReadOnlyList<string> Retracted, IReadOnlyList<string> AlreadyRetracted, IReadOnlyList<string> NotFound, IReadOnlyList<string> Skipped, IReadOnlyList<string> NotPublished);

/// <summary>Takes a published chart back: no new instance starts on it. Instances that run go on, on their version.</summary>
public sealed class RetractChart(UnitOfWork unit)
{
    public Task<Result<JsonObject>> Run(Caller caller, string definitionId, CancellationToken cancellation = default) =>
        unit.Run<JsonObject>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(definitionId, VersionOptions.LatestOrPublished, token) is not { } found) return new Refusal("definition.unknown", definitionId);
                if (found.IsReadonly) return new Refusal("definition.not-allowed", found.Name ?? definitionId);
                if (await scope.GetRequiredService<IWorkflowDefinitionPublisher>().RetractAsync(definitionId, token) is not { } retracted) return new Refusal("definition.not-published", found.Name ?? definitionId);
                await scope.GetRequiredService<AuditTrail>().Write(
                    Subject.Definition(definitionId), "definition.retracted", new AuditDetail { Before = $"{retracted.Name} v{retracted.Version}" }, token);
                return scope.GetRequiredService<DefinitionView>().Of(retracted, mayWrite: true);
            },
            cancellation);

    public async Task<BulkRetracted> Many(Caller caller, IEnumerable<string> definitionIds, CancellationToken cancellation = default)
    {
        var (retracted, already, unknown, skipped) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var id in definitionIds.Distinct(StringComparer.Ordinal))
            ((await Run(caller, id, cancellation)).Refusal?.Code switch
            {
                null => retracted,
                "definition.unknown" => unknown,
                "definition.not-published" => already,
                _ => skipped,
            }).Add(id);
        return new BulkRetracted(retracted, already, unknown, skipped, []);
    }
}
