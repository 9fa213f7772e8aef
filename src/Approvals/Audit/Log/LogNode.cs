using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Audit.Log;

/// <summary>The hash of a complete part of the log's tree above the leaves, so that a root or a proof is read in a few rows. Append-only.</summary>
public sealed class LogNode
{
    /// <summary>1 and more; the part covers 2^Level entries.</summary>
    public int Level { get; init; }
    public long Position { get; init; }

    /// <summary>32 bytes.</summary>
    public required byte[] Hash { get; init; }

    private sealed class Mapping : IEntityTypeConfiguration<LogNode>
    {
        public void Configure(EntityTypeBuilder<LogNode> node)
        {
            node.ToTable("LogNodes");
            node.HasKey(n => new { n.Level, n.Position });
        }
    }
}
