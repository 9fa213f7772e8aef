using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Models;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Serialization;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>How the designer wants a chart started.</summary>
/// <param name="Count">For many at once.</param>
internal sealed record StartOrder(string? CorrelationId, string? TriggerActivityId, string? InstanceId, string? Name, string? VersionOptions, JsonObject? Input, int? Count);

/// <summary>Starts instances of a chart by hand. A chain of the domain is started by its case or call; by hand it is for trying out and for what belongs to neither.</summary>
internal sealed class RunChart(UnitOfWork unit)
{
    /// <summary>Most instances that one request may start.</summary>
    public const int MostAtOnce = 1000;

    /// <returns>The instance as it waits or has ended; null if its activation strategy allows no further one.</returns>
    public Task<Result<WorkflowInstance?>> Now(Caller caller, string definitionId, StartOrder order, CancellationToken cancellation = default) =>
        unit.Run(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await BelongsElsewhere(scope, definitionId, order, token) is { } refusal) return refusal;
                var run = await scope.GetRequiredService<WorkflowRuntime>().StartAsync(WorkflowDefinitionHandle.ByDefinitionId(definitionId, Version(order)), Start(order), token);
                if (run.Outcome == RunOutcome.DefinitionNotFound) return new Refusal("definition.unknown", definitionId);
                if (run.Instance is { } instance) await Record(scope, definitionId, instance.Id, token);
                return Result<WorkflowInstance?>.Of(run.Instance);
            },
            cancellation);

    /// <returns>The ids that the instances will have; they start after this is committed.</returns>
    public Task<Result<IReadOnlyList<string>>> Later(Caller caller, string definitionId, StartOrder order, CancellationToken cancellation = default) =>
        unit.Run<IReadOnlyList<string>>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(definitionId, Version(order), token) is not { } definition) return new Refusal("definition.unknown", definitionId);
                if (await BelongsElsewhere(scope, definitionId, order, token) is { } refusal) return refusal;
                var runtime = scope.GetRequiredService<WorkflowRuntime>();
                var started = new List<string>();
                for (var i = 0; i < Math.Clamp(order.Count ?? 1, 1, MostAtOnce); i++) started.Add(runtime.QueueStart(WorkflowDefinitionHandle.ByDefinitionVersionId(definition.Id), Start(order)));
                await Record(scope, definitionId, started.Count == 1 ? started[0] : $"{started.Count} ×", token);
                return started;
            },
            cancellation);

    /// <summary>A chain of a case or of a call fails at its first box when nobody says of which; that is told before anything is started.</summary>
    private static async Task<Refusal?> BelongsElsewhere(IServiceProvider scope, string definitionId, StartOrder order, CancellationToken cancellation)
    {
        if (await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(definitionId, Version(order), cancellation) is not { } definition) return null;
        foreach (var (input, code) in (ReadOnlySpan<(string, string)>)[("CaseId", "definition.of-a-case"), ("CallId", "definition.of-a-call")])
            if (definition.Inputs.Any(each => each.Name == input) && order.Input?.ContainsKey(input) != true) return new Refusal(code, definition.Name ?? definition.DefinitionId);
        return null;
    }

    private static VersionOptions Version(StartOrder order) => VersionOptions.TryParse(order.VersionOptions, out var given) ? given : VersionOptions.Published;

    private static WorkflowStart Start(StartOrder order) => new()
    {
        InstanceId = string.IsNullOrEmpty(order.InstanceId) || order.Count is not null ? null : order.InstanceId,
        CorrelationId = order.CorrelationId,
        Name = order.Name,
        TriggerActivityId = order.TriggerActivityId,
        Input = order.Input is null ? null : ValueReader.PlainMembers(order.Input),
    };

    private static Task Record(IServiceProvider scope, string definitionId, string instance, CancellationToken cancellation) =>
        scope.GetRequiredService<AuditTrail>().Write(Subject.Definition(definitionId), "definition.executed", new AuditDetail { After = instance }, cancellation);
}
