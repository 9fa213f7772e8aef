using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
