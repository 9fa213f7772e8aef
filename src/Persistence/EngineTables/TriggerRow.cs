using Elsa.Workflows.Runtime.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine.Storage;

namespace Workflows.Persistence.EngineTables;

/// <summary>What a published definition listens for.</summary>
internal sealed class TriggerRow
{
    public required string Id { get; init; }
    public required string WorkflowDefinitionId { get; init; }
    public required string WorkflowDefinitionVersionId { get; init; }
    public string? Name { get; init; }
    public required string ActivityId { get; init; }
    public string? Hash { get; init; }
    public string? Payload { get; init; }

    public static TriggerRow Of(StoredTrigger trigger) => new()
    {
        Id = trigger.Id,
        WorkflowDefinitionId = trigger.WorkflowDefinitionId,
        WorkflowDefinitionVersionId = trigger.WorkflowDefinitionVersionId,
        Name = trigger.Name,
        ActivityId = trigger.ActivityId,
        Hash = trigger.Hash,
        Payload = trigger.Payload is null ? null : EngineJson.Serialize(trigger.Payload),
    };

    public StoredTrigger ToTrigger() => new()
    {
        Id = Id,
        WorkflowDefinitionId = WorkflowDefinitionId,
        WorkflowDefinitionVersionId = WorkflowDefinitionVersionId,
        Name = Name,
        ActivityId = ActivityId,
        Hash = Hash,
        Payload = Payload is null ? null : EngineJson.Deserialize<object>(Payload),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<TriggerRow>
    {
        public void Configure(EntityTypeBuilder<TriggerRow> row)
        {
            row.ToTable("Triggers");
            row.Property(r => r.Id).HasMaxLength(64);
            row.HasIndex(r => r.Hash);
            row.HasIndex(r => r.WorkflowDefinitionId);
        }
    }
}
