using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Persistence.EngineTables;

/// <summary>One run of an activity.</summary>
internal sealed class ActivityExecutionRow
{
    public required string Id { get; init; }
    public required string WorkflowInstanceId { get; init; }
    public required string ActivityNodeId { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The whole record as JSON.</summary>
    public string Content { get; set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<ActivityExecutionRow>
    {
        public void Configure(EntityTypeBuilder<ActivityExecutionRow> row)
        {
            row.ToTable("ActivityExecutions");
            row.Property(r => r.Id).HasMaxLength(64);
            row.HasIndex(r => new { r.WorkflowInstanceId, r.StartedAt });
        }
    }
}
