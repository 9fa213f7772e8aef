using Elsa.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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

    internal sealed class Mapping : IEntityTypeConfiguration<InstanceRow>
    {
        public void Configure(EntityTypeBuilder<InstanceRow> row)
        {
            row.ToTable("WorkflowInstances");
            row.Property(r => r.Id).HasMaxLength(64);
            row.Property(r => r.DefinitionId).HasMaxLength(128);
            row.Property(r => r.RowVersion).IsConcurrencyToken();
            row.HasIndex(r => new { r.DefinitionId, r.Status });
            row.HasIndex(r => r.CorrelationId);
            row.HasIndex(r => r.ParentWorkflowInstanceId);
            row.HasIndex(r => r.CreatedAt);
        }
    }
}
