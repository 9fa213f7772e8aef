using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine.Storage;

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

    public static ActivityExecutionRow Of(ActivityExecutionRecord record) => new()
    {
        Id = record.Id,
        WorkflowInstanceId = record.WorkflowInstanceId,
        ActivityNodeId = record.ActivityNodeId,
        StartedAt = record.StartedAt,
        Content = EngineJson.Serialize(record),
    };

    public ActivityExecutionRecord ToRecord() => EngineJson.Deserialize<ActivityExecutionRecord>(Content)!;

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
