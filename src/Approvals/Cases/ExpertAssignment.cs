using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Cases;

/// <summary>An expert shall score a case; never one of the expert's own unit (R33).</summary>
public sealed class ExpertAssignment : IAudited
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public Case? Case { get; init; }

    /// <summary>The expert, a person.</summary>
    public long ExpertId { get; init; }
    public Person? Expert { get; init; }
    public long AssignedById { get; init; }
    public DateTimeOffset AssignedAt { get; init; }

    string IAudited.Subject => Subject.Case(CaseId);

    private sealed class Mapping : IEntityTypeConfiguration<ExpertAssignment>
    {
        public void Configure(EntityTypeBuilder<ExpertAssignment> assignment)
        {
            assignment.Property(a => a.Id).ValueGeneratedNever();
            assignment.HasIndex(a => new { a.CaseId, a.ExpertId }).IsUnique();
            assignment.HasIndex(a => a.ExpertId);
            assignment.HasOne(a => a.Case).WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
            assignment.HasOne(a => a.Expert).WithMany().HasForeignKey(a => a.ExpertId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
