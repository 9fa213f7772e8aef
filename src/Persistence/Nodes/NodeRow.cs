using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Persistence.Nodes;

/// <summary>A running program on this database, with its last sign of life. It removes its row when it ends; one that was killed leaves it until somebody else clears it away.</summary>
public sealed class NodeRow
{
    /// <summary>How often a node gives a sign of life.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>A node of which nothing was heard for so long is taken for dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    /// <summary>How long a dead node is still shown.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(1);

    /// <summary>Random, another one at every start.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the machine or container, and the number of the process on it.</summary>
    public required string Name { get; init; }

    /// <summary>Of the program, e.g. <c>0.1.0+1b90137</c>.</summary>
    public required string Version { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The last sign of life, by the clock of that node.</summary>
    public DateTimeOffset SeenAt { get; set; }

    public bool IsAlive(DateTimeOffset now) => now - SeenAt <= Patience;

    private sealed class Mapping : IEntityTypeConfiguration<NodeRow>
    {
        public void Configure(EntityTypeBuilder<NodeRow> node)
        {
            node.ToTable("Nodes");
            node.Property(n => n.Id).HasMaxLength(64);
            node.Property(n => n.Name).HasMaxLength(200);
            node.Property(n => n.Version).HasMaxLength(100);
        }
    }
}
