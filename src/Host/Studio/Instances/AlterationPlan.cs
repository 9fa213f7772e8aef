using Elsa.Workflows;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Instances;

/// <summary>
/// Elsa's plan of alterations, which the designer sends to stop all instances that the filter of its list matches. Nothing else is done by a plan here;
/// what failed in an instance is tried again at <c>/stuck</c>, and the other alterations of the engine are for code.
/// </summary>
internal sealed record AlterationPlan(List<Alteration>? Alterations, AlterationFilter? Filter)
{
    /// <summary>What it asks for that is not done here; null when it can be carried out.</summary>
    public string? Unknown =>
        Alterations?.Find(each => each.Type != "Cancel") is { } other ? other.Type ?? "" : Filter?.ActivityFilters is { Count: > 0 } ? "activityFilters" : null;

    /// <summary>The running instances that it is about. A filter without a single condition means all only if it says so.</summary>
    public async Task<IReadOnlyList<string>> Instances(IWorkflowStore store, CancellationToken cancellation)
    {
        if (Alterations is not { Count: > 0 } || Filter is null || (Filter is { IsEmpty: true, EmptyFilterSelectsAll: not true })) return [];
        return [.. (await store.ListInstancesAsync(Filter.Running, cancellationToken: cancellation)).Items.Select(instance => instance.Id)];
    }
}

/// <param name="Type"><c>Cancel</c>.</param>
internal sealed record Alteration(string? Type);

/// <summary>Which instances a plan is about; what is missing or empty does not narrow.</summary>
internal sealed record AlterationFilter(
    bool? EmptyFilterSelectsAll, List<string>? WorkflowInstanceIds, List<string>? CorrelationIds, List<string>? Names, string? SearchTerm, List<string>? DefinitionIds, List<string>? DefinitionVersionIds,
    bool? HasIncidents, bool? IsSystem, List<WorkflowStatus>? Statuses, List<WorkflowSubStatus>? SubStatuses, List<TimestampFilter>? TimestampFilters, List<System.Text.Json.Nodes.JsonNode>? ActivityFilters)
{
    public bool IsEmpty =>
        string.IsNullOrWhiteSpace(SearchTerm) && HasIncidents is null
        && new System.Collections.ICollection?[] { WorkflowInstanceIds, CorrelationIds, Names, DefinitionIds, DefinitionVersionIds, Statuses, SubStatuses, TimestampFilters }.All(each => each is not { Count: > 0 });

    public WorkflowInstanceFilter Running => new()
    {
        WorkflowStatus = WorkflowStatus.Running,
        Ids = Some(WorkflowInstanceIds),
        CorrelationIds = Some(CorrelationIds),
        Names = Some(Names),
        SearchTerm = SearchTerm?.Trim() is { Length: > 0 } term ? term : null,
        DefinitionIds = Some(DefinitionIds),
        DefinitionVersionIds = Some(DefinitionVersionIds),
        HasIncidents = HasIncidents,
        IsSystem = IsSystem,
        WorkflowStatuses = Some(Statuses),
        WorkflowSubStatuses = Some(SubStatuses),
        TimestampFilters = Some(TimestampFilters),
    };

    private static List<T>? Some<T>(List<T>? items) => items is { Count: > 0 } ? items : null;
}
