using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Audit.Log;

/// <summary>Where an audit entry stands in the one log of the installation. Append-only.</summary>
public sealed class LogLeaf
{
    /// <summary>0, 1, 2 … without gaps.</summary>
    public long Index { get; init; }
    public long EntryId { get; init; }

    /// <summary>The entry's hash as a leaf of the tree, 32 bytes.</summary>
    public required byte[] Hash { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<LogLeaf>
    {
        public void Configure(EntityTypeBuilder<LogLeaf> leaf)
        {
            leaf.ToTable("LogLeaves");
            leaf.HasKey(l => l.Index);
            leaf.Property(l => l.Index).ValueGeneratedNever();
            leaf.HasIndex(l => l.EntryId).IsUnique();
        }
    }
}
