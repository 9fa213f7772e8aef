using System.Text.Json.Nodes;
using Elsa.Workflows.Runtime.Entities;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Instances;

/// <summary>Whose counts the diagram wants; no nodes named: all that ran.</summary>
internal sealed record ReportQuery(string? WorkflowInstanceId, List<string>? ActivityNodeIds);

/// <summary>The runs that led to a run, from the beginning of the chain.</summary>
internal sealed record CallStack(string ActivityExecutionId, IReadOnlyList<JsonObject> Items, int TotalCount);

/// <summary>Reads what the activities of an instance did: input, output, state, and who called whom.</summary>
internal sealed class ReadExecutions(IWorkflowStore store)
{
    /// <summary>A chain of calls deeper than this is cut at its beginning.</summary>
    private const int Deepest = 500;

    public async Task<ListOf<JsonObject>> Whole(string? instanceId, string? nodeId, CancellationToken cancellation) =>
        new([.. (await Runs(instanceId, nodeId, cancellation)).Select(Plain.Execution)]);

    public async Task<ListOf<ExecutionLine>> Lines(string? instanceId, string? nodeId, CancellationToken cancellation) =>
        new([.. (await Runs(instanceId, nodeId, cancellation)).Select(ExecutionLine.Of)]);

    public async Task<JsonObject?> One(string? id, CancellationToken cancellation) =>
        id is { Length: > 0 } && await store.FindActivityExecutionAsync(id, cancellation) is { } record ? Plain.Execution(record) : null;

    public async Task<IReadOnlyList<ActivityStats>> Report(ReportQuery query, CancellationToken cancellation) =>
        query.WorkflowInstanceId is { Length: > 0 } instance ? ActivityStats.Of(await store.ListActivityExecutionsAsync(instance, query.ActivityNodeIds, cancellation)) : [];

    /// <summary>Walks from the run to whoever scheduled it, up to the first activity; into the instance that started this one where <paramref name="acrossInstances"/> says so.</summary>
    public async Task<CallStack?> Stack(string id, bool acrossInstances, int skip, int? take, CancellationToken cancellation)
    {
        if (await store.FindActivityExecutionAsync(id, cancellation) is not { } run) return null;
        var chain = new List<ActivityExecutionRecord> { run };
        var seen = new HashSet<string>(StringComparer.Ordinal) { run.Id };
        while (chain.Count < Deepest && run.SchedulingActivityExecutionId is { } caller && seen.Add(caller) && await store.FindActivityExecutionAsync(caller, cancellation) is { } above)
        {
            if (!acrossInstances && above.WorkflowInstanceId != run.WorkflowInstanceId) break;
            chain.Add(run = above);
        }
        chain.Reverse();
        return new CallStack(id, [.. chain.Skip(skip).Take(take ?? int.MaxValue).Select(Plain.Execution)], chain.Count);
    }

    private async Task<IReadOnlyList<ActivityExecutionRecord>> Runs(string? instanceId, string? nodeId, CancellationToken cancellation) =>
        instanceId is { Length: > 0 } ? await store.ListActivityExecutionsAsync(instanceId, nodeId is { Length: > 0 } ? [nodeId] : null, cancellation) : [];
}
