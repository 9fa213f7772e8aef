using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Communities;

/// <summary>组长单位, 副组长单位, 成员单位.</summary>
public enum CommunityRole { Leader, Deputy, Member }

/// <summary>A unit in a community, from a day on and perhaps up to a day ; the day it leaves counts no longer. One community at a time (Q12).</summary>
public sealed class CommunityMember : IAudited
{
    public long Id { get; init; }
    public long CommunityId { get; init; }
    public Community? Community { get; init; }
    public long OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public CommunityRole Role { get; set; }

    /// <summary>The case by which the unit became a pilot site (R88).</summary>
    public long SiteCaseId { get; init; }
    public DateOnly From { get; init; }
    public DateOnly? To { get; set; }

    public bool IsMember(DateOnly day) => From <= day && (To is null || day < To);

    string IAudited.Subject => Subject.Organisation(CommunityId);

    private sealed class Mapping : IEntityTypeConfiguration<CommunityMember>
    {
        public void Configure(EntityTypeBuilder<CommunityMember> member)
        {
            member.Property(m => m.Id).ValueGeneratedNever();
            member.HasIndex(m => m.CommunityId);
            member.HasIndex(m => m.OrganisationId).IsUnique().HasFilter("\"To\" IS NULL").HasDatabaseName("IX_CommunityMembers_Living");
            member.HasOne(m => m.Community).WithMany(c => c.Members).HasForeignKey(m => m.CommunityId).OnDelete(DeleteBehavior.Restrict);
            member.HasOne(m => m.Organisation).WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            member.HasOne<Case>().WithMany().HasForeignKey(m => m.SiteCaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
