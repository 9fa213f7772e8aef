using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals;

/// <summary>The last number drawn of a series; see <see cref="Numbers"/>.</summary>
public sealed class Counter
{
    public required string Series { get; init; }
    public long Last { get; private set; }

    private sealed class Mapping : IEntityTypeConfiguration<Counter>
    {
        public void Configure(EntityTypeBuilder<Counter> counter)
        {
            counter.ToTable("Counters");
            counter.HasKey(c => c.Series);
            counter.Property(c => c.Series).HasMaxLength(80);
        }
    }
}
