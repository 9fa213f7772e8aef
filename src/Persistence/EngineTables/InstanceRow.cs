using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine.Storage;

namespace Workflows.Persistence.EngineTables;

/// <summary>An instance: what is searched for in columns, its state as JSON.</summary>
internal sealed class InstanceRow
{
    public required string Id { get; init; }
    public string DefinitionId { get; set; } = "";
    public string DefinitionVersionId { get; set; } = "";
    public int Version { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public bool IsExecuting { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public int IncidentCount { get; set; }
    public bool IsSystem { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public string State { get; set; } = "";

    /// <summary>Written with a check, so that of two units that saved the same instance one fails.</summary>
    public long RowVersion { get; set; }

    public static InstanceRow Of(WorkflowInstance instance)
    {
        var row = new InstanceRow { Id = instance.Id };
        row.CopyFrom(instance);
        return row;
    }

    public void CopyFrom(WorkflowInstance instance)
    {
        DefinitionId = instance.DefinitionId;
        DefinitionVersionId = instance.DefinitionVersionId;
        Version = instance.Version;
        ParentWorkflowInstanceId = instance.ParentWorkflowInstanceId;
        Status = instance.Status;
        SubStatus = instance.SubStatus;
        IsExecuting = instance.IsExecuting;
        CorrelationId = instance.CorrelationId;
        Name = instance.Name;
        IncidentCount = instance.IncidentCount;
        IsSystem = instance.IsSystem;
        CreatedAt = instance.CreatedAt;
        UpdatedAt = instance.UpdatedAt;
        FinishedAt = instance.FinishedAt;
        State = EngineJson.Serialize(instance.WorkflowState);
        RowVersion = instance.RowVersion;
    }

    public WorkflowInstance ToInstance() => new()
    {
        Id = Id,
        DefinitionId = DefinitionId,
        DefinitionVersionId = DefinitionVersionId,
        Version = Version,
        ParentWorkflowInstanceId = ParentWorkflowInstanceId,
        Status = Status,
        SubStatus = SubStatus,
        IsExecuting = IsExecuting,
        CorrelationId = CorrelationId,
        Name = Name,
        IncidentCount = IncidentCount,
        IsSystem = IsSystem,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        FinishedAt = FinishedAt,
        WorkflowState = EngineJson.Deserialize<WorkflowState>(State)!,
        RowVersion = RowVersion,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<InstanceRow>
    {
        public void Configure(EntityTypeBuilder<InstanceRow> row)
        {
            row.ToTable("WorkflowInstances");
            row.Property(r => r.Id).HasMaxLength(64);
            row.Property(r => r.DefinitionId).HasMaxLength(128);
            row.Property(r => r.RowVersion).IsConcurrencyToken();
            row.HasIndex(r => new { r.DefinitionId, r.Status });
            row.HasIndex(r => new { r.Status, r.SubStatus });
            row.HasIndex(r => r.CorrelationId);
            row.HasIndex(r => r.ParentWorkflowInstanceId);
            row.HasIndex(r => r.CreatedAt);
        }
    }
}
