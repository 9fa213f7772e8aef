using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Instances;

/// <summary>Which instances the designer wants to see; what is missing or empty does not narrow.</summary>
internal sealed record InstanceQuery
{
    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public string? DefinitionId { get; init; }
    public List<string>? DefinitionIds { get; init; }
    public string? CorrelationId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public WorkflowStatus? Status { get; init; }
    public List<WorkflowStatus>? Statuses { get; init; }
    public WorkflowSubStatus? SubStatus { get; init; }
    public List<WorkflowSubStatus>? SubStatuses { get; init; }

    /// <summary>Instances that these ones started. The designer does not ask so, the page around it does.</summary>
    public List<string>? ParentWorkflowInstanceIds { get; init; }

    /// <summary><c>Created</c> (default), <c>LastExecuted</c> or <c>UpdatedAt</c>, <c>Finished</c>, <c>Name</c>.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Default: descending, the newest first.</summary>
    public OrderDirection? OrderDirection { get; init; }

    /// <summary>Columns <c>CreatedAt</c>, <c>UpdatedAt</c>, <c>FinishedAt</c>; another one, or none, is passed over.</summary>
    public List<TimestampFilter>? TimestampFilters { get; init; }

    /// <summary>A page of more than this is cut.</summary>
    private const int MostPerPage = 1000;

    private static readonly string[] Columns = ["CreatedAt", "UpdatedAt", "FinishedAt"];

    public WorkflowInstanceFilter Filter => new()
    {
        SearchTerm = SearchTerm?.Trim() is { Length: > 0 } term ? term : null,
        DefinitionId = Said(DefinitionId),
        DefinitionIds = Some(DefinitionIds),
        CorrelationId = Said(CorrelationId),
        Version = Version,
        HasIncidents = HasIncidents,
        IsSystem = IsSystem,
        WorkflowStatus = Status,
        WorkflowStatuses = Some(Statuses),
        WorkflowSubStatus = SubStatus,
        WorkflowSubStatuses = Some(SubStatuses),
        ParentWorkflowInstanceIds = Some(ParentWorkflowInstanceIds),
        TimestampFilters = TimestampFilters?.Where(filter => Columns.Contains(filter.Column)).ToList(),
    };

    public InstanceOrder Order => OrderBy?.ToUpperInvariant() switch
    {
        "LASTEXECUTED" or "UPDATED" or "UPDATEDAT" => InstanceOrder.Updated,
        "FINISHED" or "FINISHEDAT" => InstanceOrder.Finished,
        "NAME" => InstanceOrder.Name,
        _ => InstanceOrder.Created,
    };

    public OrderDirection Direction => OrderDirection ?? Elsa.Common.Entities.OrderDirection.Descending;

    public PageArgs Part => PageArgs.FromPage(Math.Max(Page ?? 0, 0), Math.Clamp(PageSize ?? 50, 1, MostPerPage));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static List<T>? Some<T>(List<T>? items) => items is { Count: > 0 } ? items : null;
}
