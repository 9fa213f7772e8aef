using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Instances;

/// <summary>Which lines of the journal are wanted.</summary>
internal sealed record JournalQuery(JournalFilter? Filter);

/// <summary>Reads instances as the designer shows them.</summary>
internal sealed class ReadInstances(IWorkflowStore store, IWorkflowDefinitionService definitions)
{
    public async Task<PageOf<InstanceLine>> Page(InstanceQuery query, CancellationToken cancellation)
    {
        var page = await store.ListInstancesAsync(query.Filter, query.Order, query.Direction, query.Part, cancellation);
        return new PageOf<InstanceLine>([.. page.Items.Select(InstanceLine.Of)], page.TotalCount);
    }

    public async Task<JsonObject?> One(string id, CancellationToken cancellation) =>
        await store.FindInstanceAsync(id, cancellation) is { } instance ? Plain.Instance(instance) : null;

    public async Task<ExecutionState?> State(string id, CancellationToken cancellation) =>
        await store.FindInstanceAsync(id, cancellation) is { } instance ? new ExecutionState(instance.Status, instance.SubStatus, instance.SubStatus, instance.UpdatedAt) : null;

    public async Task<PageOf<JournalLine>> Journal(string id, JournalFilter? filter, int? skip, int? take, CancellationToken cancellation)
    {
        var page = await store.ListJournalAsync(id, filter, PageArgs.FromRange(Math.Max(skip ?? 0, 0), take is > 0 ? take : null), cancellation);
        return new PageOf<JournalLine>([.. page.Items.Select(JournalLine.Of)], page.TotalCount);
    }

    public async Task<JournalLine?> LastLine(string id, string activityId, CancellationToken cancellation) =>
        (await store.ListJournalAsync(id, new JournalFilter { ActivityIds = [activityId] }, cancellationToken: cancellation)).Items.LastOrDefault() is { } record ? JournalLine.Of(record) : null;

    /// <summary>The workflow's own variables and those of the containers that are open, with the values that the stored state holds.</summary>
    public async Task<ListOf<VariableValue>?> Variables(string id, CancellationToken cancellation)
    {
        if (await store.FindInstanceAsync(id, cancellation) is not { } instance) return null;
        if (await definitions.FindWorkflowGraphAsync(instance.DefinitionVersionId, cancellation) is not { } graph) return new ListOf<VariableValue>([]);
        var containers = graph.Nodes.Where(node => node.Activity is IVariableContainer { Variables.Count: > 0 });
        return new ListOf<VariableValue>(
        [
            .. from node in containers
               let values = Values(instance, node.NodeId)
               from variable in ((IVariableContainer)node.Activity).Variables
               select new VariableValue(variable.Id, variable.Name, Plain.Of(values?.TryGetValue(variable.Id, out var value) == true ? value : variable.StorageDriverType is null ? null : variable.Value)),
        ]);
    }

    private static IDictionary<string, object>? Values(WorkflowInstance instance, string nodeId)
    {
        var context = instance.WorkflowState.ActivityExecutionContexts.LastOrDefault(each => each.ScheduledActivityNodeId == nodeId);
        return context?.Properties.TryGetValue(WorkflowInstanceStorageDriver.VariablesDictionaryStateKey, out var stored) == true ? stored as IDictionary<string, object> : null;
    }
}
