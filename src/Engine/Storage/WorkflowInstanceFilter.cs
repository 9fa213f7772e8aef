using Elsa.Workflows.Management.Enums;
using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management.Filters
{
    /// <summary>Which instances are wanted; members that are null do not narrow.</summary>
    public class WorkflowInstanceFilter
    {
        public string? Id { get; set; }
        public ICollection<string>? Ids { get; set; }
        public string? SearchTerm { get; set; }
        public string? Name { get; set; }
        public List<string>? Names { get; set; }
        public string? DefinitionId { get; set; }
        public ICollection<string>? DefinitionIds { get; set; }
        public string? DefinitionVersionId { get; set; }
        public ICollection<string>? DefinitionVersionIds { get; set; }
        public int? Version { get; set; }
        public ICollection<string>? ParentWorkflowInstanceIds { get; set; }
        public string? CorrelationId { get; set; }
        public ICollection<string>? CorrelationIds { get; set; }
        public WorkflowStatus? WorkflowStatus { get; set; }
        public ICollection<WorkflowStatus>? WorkflowStatuses { get; set; }
        public WorkflowSubStatus? WorkflowSubStatus { get; set; }
        public ICollection<WorkflowSubStatus>? WorkflowSubStatuses { get; set; }
        public bool? IsExecuting { get; set; }
        public bool? HasIncidents { get; set; }
        public bool? IsSystem { get; set; }
        public DateTimeOffset? BeforeLastUpdated { get; set; }
        public ICollection<TimestampFilter>? TimestampFilters { get; set; }
    }
}

namespace Elsa.Workflows.Management.Models
{
    /// <summary>Compares <c>CreatedAt</c>, <c>UpdatedAt</c> or <c>FinishedAt</c> with a time.</summary>
    public class TimestampFilter
    {
        public string Column { get; set; } = null!;
        public TimestampFilterOperator Operator { get; set; }
        public DateTimeOffset Timestamp { get; set; }
    }
}
