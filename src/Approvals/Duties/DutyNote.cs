using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Duties;

/// <summary>进展: how far a unit is with a duty, in its own words. Evidence is attached to the duty's case.</summary>
public sealed class DutyNote : IAudited
{
    public long Id { get; init; }
    public long DutyId { get; init; }
    public long CaseId { get; init; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; init; }
    public required string Text { get; init; }
    public long PersonId { get; init; }
    public Person? Person { get; init; }
    public DateTimeOffset At { get; init; }

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<DutyNote>
    {
        public void Configure(EntityTypeBuilder<DutyNote> note)
        {
            note.Property(n => n.Id).ValueGeneratedNever();
            note.HasOne<Duty>().WithMany(d => d.Notes).HasForeignKey(n => n.DutyId).OnDelete(DeleteBehavior.Restrict);
            note.HasOne(n => n.Person).WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
