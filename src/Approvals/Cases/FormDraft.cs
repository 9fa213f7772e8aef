using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Cases;

/// <summary>What has been typed but not submitted; saved as people type, one per form of a case. No record: not audited.</summary>
public sealed class FormDraft : IVersioned
{
    public long CaseId { get; init; }
    public required string FormKey { get; init; }
    public required JsonObject Content { get; set; }
    public long PersonId { get; set; }
    public DateTimeOffset SavedAt { get; set; }
    public long Version { get; private set; }

    private sealed class Mapping : IEntityTypeConfiguration<FormDraft>
    {
        public void Configure(EntityTypeBuilder<FormDraft> draft)
        {
            draft.HasKey(d => new { d.CaseId, d.FormKey });
            draft.Property(d => d.Content).AsJson();
            draft.HasOne<Case>().WithMany().HasForeignKey(d => d.CaseId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
