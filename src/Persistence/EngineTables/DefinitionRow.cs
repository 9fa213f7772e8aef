using Elsa.Workflows.Management.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Engine.Storage;

namespace Workflows.Persistence.EngineTables;

/// <summary>A version of a definition: what is searched for in columns, the rest as JSON.</summary>
internal sealed class DefinitionRow
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public int Version { get; set; }
    public bool IsLatest { get; set; }
    public bool IsPublished { get; set; }
    public string? Name { get; set; }
    public string? Description { get; set; }
    public string MaterializerName { get; set; } = "";
    public bool? UsableAsActivity { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The whole definition as JSON.</summary>
    public string Content { get; set; } = "";

    /// <summary>Moves with every change.</summary>
    public long RowVersion { get; set; }

    public static DefinitionRow Of(WorkflowDefinition definition) => new()
    {
        Id = definition.Id,
        DefinitionId = definition.DefinitionId,
        Version = definition.Version,
        IsLatest = definition.IsLatest,
        IsPublished = definition.IsPublished,
        Name = definition.Name,
        Description = definition.Description,
        MaterializerName = definition.MaterializerName,
        UsableAsActivity = definition.Options.UsableAsActivity,
        IsReadonly = definition.IsReadonly,
        IsSystem = definition.IsSystem,
        CreatedAt = definition.CreatedAt,
        Content = EngineJson.Serialize(definition),
        RowVersion = 1,
    };

    public WorkflowDefinition ToDefinition() => EngineJson.Deserialize<WorkflowDefinition>(Content)!;

    public void CopyFrom(DefinitionRow saved)
    {
        Version = saved.Version;
        IsLatest = saved.IsLatest;
        IsPublished = saved.IsPublished;
        Name = saved.Name;
        Description = saved.Description;
        MaterializerName = saved.MaterializerName;
        UsableAsActivity = saved.UsableAsActivity;
        IsReadonly = saved.IsReadonly;
        IsSystem = saved.IsSystem;
        CreatedAt = saved.CreatedAt;
        Content = saved.Content;
        RowVersion++;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<DefinitionRow>
    {
        public void Configure(EntityTypeBuilder<DefinitionRow> row)
        {
            row.ToTable("WorkflowDefinitions");
            row.Property(r => r.Id).HasMaxLength(64);
            row.Property(r => r.DefinitionId).HasMaxLength(128);
            row.Property(r => r.RowVersion).IsConcurrencyToken();
            row.HasIndex(r => new { r.DefinitionId, r.Version }).IsUnique();
        }
    }
}
