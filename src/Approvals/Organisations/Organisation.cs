using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Organisations;

public enum OrganisationStatus { Active, Merged, Abolished }

/// <summary>A unit, authority, association or group. Three edges lead upward and are kept apart (domain §2.3).</summary>
public sealed class Organisation : IAudited, IVersioned
{
    public long Id { get; init; }

    /// <summary>The registered, exact name (准确全称).</summary>
    public required string FullName { get; set; }
    public required string ShortName { get; set; }
    public OrgKind Kind { get; set; }
    public AdminLevel Level { get; set; }

    /// <summary>Code of the area it lies in; see <see cref="Area"/>.</summary>
    public required string AreaCode { get; set; }

    /// <summary>Level of the authority that directly runs it; a city-run school in a county has <see cref="AdminLevel.City"/>.</summary>
    public AdminLevel GovernedBy { get; set; }

    /// <summary>The territorial education authority one level up.</summary>
    public long? AdminParentId { get; set; }

    /// <summary>上级主管部门 of this very unit; may be no education authority.</summary>
    public long? CompetentSuperiorId { get; set; }

    /// <summary>Professional guidance: county centre → city centre → provincial centre.</summary>
    public long? GuidanceParentId { get; set; }

    public bool IsEducationAuthority { get; set; }

    /// <summary>Its seals are put on only with a confirmed second factor.</summary>
    public bool SealsNeedSecondFactor { get; set; }
    public OrganisationStatus Status { get; set; }

    /// <summary>Where its work goes after a merger or abolition.</summary>
    public long? SuccessorId { get; set; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Organisation(Id);

    private sealed class Mapping : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> organisation)
        {
            organisation.Property(o => o.Id).ValueGeneratedNever();
            organisation.Property(o => o.AreaCode).HasMaxLength(12);
            organisation.HasIndex(o => o.FullName).IsUnique();
            organisation.HasIndex(o => new { o.AreaCode, o.Kind });
            organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.AdminParentId).OnDelete(DeleteBehavior.Restrict);
            organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.CompetentSuperiorId).OnDelete(DeleteBehavior.Restrict);
            organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.GuidanceParentId).OnDelete(DeleteBehavior.Restrict);
            organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.SuccessorId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
