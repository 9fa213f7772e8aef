using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Approvals.Organisations;

/// <summary>Why a level may be missing below or above an area (domain §2.5).</summary>
public enum AreaStructure
{
    Ordinary,

    /// <summary>直辖市 and its districts: no city between district and municipality.</summary>
    Municipality,

    /// <summary>省直辖县级行政单位: a county without a city above it.</summary>
    ProvinceAdministeredCounty,

    /// <summary>不设区的市: a prefecture-level city without counties or districts.</summary>
    NoCounties,
}

/// <summary>An administrative area as it is from one day on; a renamed area has a second row with the same code.</summary>
public sealed class Area
{
    /// <summary>2 digits for a province, 4 for a city, 6 for a county, 9 for a township, 12 for a village.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }
    public AdminLevel Level { get; init; }
    public string? ParentCode { get; init; }
    public AreaStructure Structure { get; set; }

    /// <summary>片区 such as <c>northeast</c>; on provinces, editable. The areas below take their province's.</summary>
    public string? RegionKey { get; set; }
    public DateOnly EffectiveFrom { get; init; }

    /// <summary>Last day; empty while the area exists.</summary>
    public DateOnly? EffectiveTo { get; set; }

    public bool IsInForce(DateOnly day) => EffectiveFrom <= day && (EffectiveTo is null || day <= EffectiveTo);

    private sealed class Mapping : IEntityTypeConfiguration<Area>
    {
        public void Configure(EntityTypeBuilder<Area> area)
        {
            area.HasKey(a => new { a.Code, a.EffectiveFrom });
            area.Property(a => a.Code).HasMaxLength(12);
            area.Property(a => a.ParentCode).HasMaxLength(12);
            area.HasIndex(a => a.ParentCode);
        }
    }
}
