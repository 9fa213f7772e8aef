using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

/// <summary>A person holds a seat from an instant on, until the other (exclusive) where it is set.</summary>
public sealed class SeatHolding : IAudited
{
    public long Id { get; init; }
    public long SeatId { get; init; }
    public Seat? Seat { get; init; }
    public long PersonId { get; init; }
    public Person? Person { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset? To { get; set; }

    public bool IsCurrent(DateTimeOffset at) => From <= at && (To is null || at < To);

    string IAudited.Subject => Subject.Person(PersonId);

    private sealed class Mapping : IEntityTypeConfiguration<SeatHolding>
    {
        public void Configure(EntityTypeBuilder<SeatHolding> holding)
        {
            holding.Property(h => h.Id).ValueGeneratedNever();
            holding.HasIndex(h => new { h.PersonId, h.SeatId, h.From }).IsUnique();
            holding.HasOne(h => h.Seat).WithMany(s => s.Holdings).HasForeignKey(h => h.SeatId).OnDelete(DeleteBehavior.Restrict);
            holding.HasOne(h => h.Person).WithMany(p => p.Holdings).HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
