using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine.Storage;

namespace Workflows.Persistence.EngineTables;

/// <summary>A line of an instance's journal.</summary>
internal sealed class JournalRow
{
    public required string Id { get; init; }
    public required string WorkflowInstanceId { get; init; }
    public long Sequence { get; init; }
    public DateTimeOffset Timestamp { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityNodeId { get; init; }
    public required string ActivityType { get; init; }
    public string? EventName { get; init; }

    /// <summary>The whole line as JSON.</summary>
    public required string Content { get; init; }

    public static JournalRow Of(WorkflowExecutionLogRecord record) => new()
    {
        Id = record.Id,
        WorkflowInstanceId = record.WorkflowInstanceId,
        Sequence = record.Sequence,
        Timestamp = record.Timestamp,
        ActivityId = record.ActivityId,
        ActivityNodeId = record.ActivityNodeId,
        ActivityType = record.ActivityType,
        EventName = record.EventName,
        Content = EngineJson.Serialize(record),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<JournalRow>
    {
        public void Configure(EntityTypeBuilder<JournalRow> row)
        {
            row.ToTable("Journal");
            row.Property(r => r.Id).HasMaxLength(64);
            row.HasIndex(r => new { r.WorkflowInstanceId, r.Sequence });
        }
    }
}
