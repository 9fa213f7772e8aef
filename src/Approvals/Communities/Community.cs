using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Communities;

public enum CommunityStatus { Active, Closed }

/// <summary>A rule with 原则上 that the project group let pass, and why (R40).</summary>
public sealed record CommunityOverride(string Rule, string Reason);

/// <summary>
/// 共同体: 3 to 15 pilot sites that carry out one of the seven projects together. It is an organisation of its own, with the same id; its work is
/// done by its office, which stands at the leader unit unless the agreement says otherwise (管理办法 第十四条).
/// </summary>
public sealed partial class Community : IAudited, IVersioned
{
    /// <summary>Members at least and at most (管理办法 第十一条).</summary>
    public const int FewestMembers = 3, MostMembers = 15;

    /// <summary>The id of its organisation.</summary>
    public long Id { get; init; }
    public Organisation? Organisation { get; init; }

    /// <summary>The case in which it was formed; it holds the signed agreement.</summary>
    public long FormationCaseId { get; init; }
    public Case? FormationCase { get; init; }

    /// <summary>One of the four levels: province, city, county, township.</summary>
    public AdminLevel Level { get; init; }

    /// <summary>片区, e.g. <c>northeast</c>.</summary>
    public required string Region { get; init; }

    /// <summary>One of the seven projects, e.g. <c>elderly</c> (R42).</summary>
    public required string Project { get; init; }

    /// <summary>The unit whose seats do the community's work.</summary>
    public long OfficeAtId { get; private set; }
    public Organisation? OfficeAt { get; init; }

    /// <summary>组长, a person of the leader unit (R41).</summary>
    public string Leader { get; private set; } = "";
    public List<string> DeputyLeaders { get; init; } = [];
    public string? SubPlatformUrl { get; set; }

    /// <summary>The day on which the last member had signed and sealed.</summary>
    public DateOnly SignedOn { get; init; }
    public CommunityStatus Status { get; private set; }
    public DateOnly? ClosedOn { get; private set; }
    public List<CommunityOverride> Overrides { get; init; } = [];
    public List<CommunityMember> Members { get; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Organisation(Id);

    private sealed class Mapping : IEntityTypeConfiguration<Community>
    {
        public void Configure(EntityTypeBuilder<Community> community)
        {
            community.Property(c => c.Id).ValueGeneratedNever();
            community.Property(c => c.Region).HasMaxLength(60);
            community.Property(c => c.Project).HasMaxLength(60);
            community.Property(c => c.DeputyLeaders).AsJson();
            community.Property(c => c.Overrides).AsJson();
            community.HasIndex(c => c.FormationCaseId).IsUnique();
            community.HasOne(c => c.Organisation).WithMany().HasForeignKey(c => c.Id).OnDelete(DeleteBehavior.Restrict);
            community.HasOne(c => c.OfficeAt).WithMany().HasForeignKey(c => c.OfficeAtId).OnDelete(DeleteBehavior.Restrict);
            community.HasOne(c => c.FormationCase).WithMany().HasForeignKey(c => c.FormationCaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
