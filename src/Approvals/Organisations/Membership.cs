using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

/// <summary>A unit is a member (会员单位) of an association from a day on, and perhaps up to a day (both inclusive).</summary>
public sealed class Membership : IAudited
{
    public long Id { get; init; }
    public long OrganisationId { get; init; }
    public long AssociationId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; set; }

    public bool IsCurrent(DateOnly day) => From <= day && (To is null || day <= To);

    string IAudited.Subject => Subject.Organisation(OrganisationId);

    private sealed class Mapping : IEntityTypeConfiguration<Membership>
    {
        public void Configure(EntityTypeBuilder<Membership> membership)
        {
            membership.Property(m => m.Id).ValueGeneratedNever();
            membership.HasIndex(m => new { m.AssociationId, m.OrganisationId, m.From }).IsUnique();
            membership.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            membership.HasOne<Organisation>().WithMany().HasForeignKey(m => m.AssociationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
