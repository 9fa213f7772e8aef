using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Lists;

namespace Workflows.Approvals.Filings;

/// <summary>备案登记 (F-26): the filing body recorded a list, or sent it back with an objection (R31). Append-only.</summary>
public sealed class FilingRecord : IAudited
{
    public long Id { get; init; }
    public long ListId { get; init; }
    public PublishedList? List { get; init; }
    public long CallId { get; init; }

    /// <summary>The filing body.</summary>
    public long RegistryId { get; init; }

    /// <summary>Unique at the registry; empty for an objection.</summary>
    public string? FilingNumber { get; init; }
    public string? Objection { get; init; }
    public long PersonId { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Call(CallId);

    private sealed class Mapping : IEntityTypeConfiguration<FilingRecord>
    {
        public void Configure(EntityTypeBuilder<FilingRecord> filing)
        {
            filing.Property(f => f.Id).ValueGeneratedNever();
            filing.HasIndex(f => new { f.RegistryId, f.FilingNumber }).IsUnique();
            filing.HasOne(f => f.List).WithMany().HasForeignKey(f => f.ListId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
