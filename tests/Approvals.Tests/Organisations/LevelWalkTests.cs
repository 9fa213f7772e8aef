using Workflows.Approvals.Organisations;
using static Workflows.Approvals.Organisations.AdminLevel;

namespace Workflows.Approvals.Tests.Organisations;

/// <summary>The cases of domain §2.5.</summary>
public class LevelWalkTests
{
    private const long CountyBureau = 31, CityBureau = 32, ProvinceDepartment = 33;
    private readonly Dictionary<long, Organisation> organisations = [];
    private readonly Dictionary<string, Area> areas = [];

    public LevelWalkTests()
    {
        Authority(ProvinceDepartment, Province, "21", null);
        Authority(CityBureau, City, "2107", ProvinceDepartment);
        Authority(CountyBureau, County, "210781", CityBureau);
        Area("21", Province, null);
        Area("2107", City, "21");
        Area("210781", County, "2107");
    }

    [Theory]
    [InlineData(County)]
    [InlineData(Township)]
    [InlineData(Village)]
    public void A_county_township_or_village_unit_goes_county_city_province(AdminLevel level) =>
        Walk(Unit(level, "210781", CountyBureau)).ShouldBe([$"County:{CountyBureau}", $"City:{CityBureau}", $"Province:{ProvinceDepartment}"]);

    [Fact]
    public void A_unit_governed_by_the_city_skips_the_county() =>
        Walk(Unit(City, "2107", CityBureau)).ShouldBe(["County:GovernedAbove", $"City:{CityBureau}", $"Province:{ProvinceDepartment}"]);

    [Fact]
    public void A_city_run_school_that_lies_in_a_county_skips_the_county()
    {
        var school = Unit(County, "210781", CityBureau);
        school.GovernedBy = City;
        Walk(school).ShouldBe(["County:GovernedAbove", $"City:{CityBureau}", $"Province:{ProvinceDepartment}"]);
    }

    [Fact]
    public void A_unit_governed_by_the_province_goes_to_the_province_only() =>
        Walk(Unit(Province, "21", ProvinceDepartment)).ShouldBe(["County:GovernedAbove", "City:GovernedAbove", $"Province:{ProvinceDepartment}"]);

    [Fact]
    public void A_provincially_administered_county_has_no_city()
    {
        Authority(41, County, "429004", ProvinceDepartment);
        Area("429004", County, "21", AreaStructure.ProvinceAdministeredCounty);
        Walk(Unit(County, "429004", 41)).ShouldBe(["County:41", "City:NoSuchLevel", $"Province:{ProvinceDepartment}"]);
    }

    [Fact]
    public void A_district_of_a_municipality_has_no_city()
    {
        Authority(51, Province, "31", null);
        Authority(52, County, "310104", 51);
        Area("31", Province, null, AreaStructure.Municipality);
        Area("310104", County, "31", AreaStructure.Municipality);
        Walk(Unit(Township, "310104", 52)).ShouldBe(["County:52", "City:NoSuchLevel", "Province:51"]);
    }

    [Fact]
    public void A_township_school_of_a_city_without_counties_skips_the_county()
    {
        Authority(61, City, "4419", ProvinceDepartment);
        Area("4419", City, "21", AreaStructure.NoCounties);
        Area("441900003", Township, "4419");
        Walk(Unit(Township, "441900003", 61)).ShouldBe(["County:NoSuchLevel", "City:61", $"Province:{ProvinceDepartment}"]);
    }

    [Fact]
    public void A_development_zone_with_its_own_education_office_counts_as_a_county()
    {
        Authority(71, County, "210799", CityBureau);
        Walk(Unit(County, "210781", 71)).ShouldBe(["County:71", $"City:{CityBureau}", $"Province:{ProvinceDepartment}"]);
    }

    [Fact]
    public void The_applicant_gives_no_opinion_on_itself()
    {
        var bureau = organisations[CountyBureau];
        Walk(bureau).ShouldBe(["County:ApplicantItself", $"City:{CityBureau}", $"Province:{ProvinceDepartment}"]);
    }

    [Fact]
    public void One_body_gives_one_opinion_when_the_county_bureau_merged_into_the_citys()
    {
        (organisations[CountyBureau].Status, organisations[CountyBureau].SuccessorId) = (OrganisationStatus.Merged, CityBureau);
        Walk(Unit(Township, "210781", CountyBureau)).ShouldBe([$"County:{CityBureau}", "City:SameBody", $"Province:{ProvinceDepartment}"]);
    }

    [Fact]
    public void A_missing_level_that_the_area_does_not_explain_is_missing() =>
        Walk(Unit(Township, "210781", CityBureau)).ShouldBe(["County:missing", $"City:{CityBureau}", $"Province:{ProvinceDepartment}"]);

    [Fact]
    public void R28_the_province_is_never_skipped()
    {
        organisations.Remove(ProvinceDepartment);
        Walk(Unit(Township, "210781", CountyBureau)).Last().ShouldBe("Province:missing");
    }

    private IEnumerable<string> Walk(Organisation unit) =>
        LevelWalk.Resolve(unit, [County, City, Province], id => organisations.GetValueOrDefault(id), code => areas.GetValueOrDefault(code))
            .Select(s => $"{s.Level}:{s.Authority?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? s.Skipped?.ToString() ?? "missing"}");

    private static Organisation Unit(AdminLevel level, string area, long parent) => Given.Organisation(Given.Unit, OrgKind.CommunitySchool, level, area, parent);

    private void Authority(long id, AdminLevel level, string area, long? parent) =>
        organisations[id] = Given.Organisation(id, OrgKind.EducationAuthority, level, area, parent);

    private void Area(string code, AdminLevel level, string? parent, AreaStructure structure = AreaStructure.Ordinary) =>
        areas[code] = new Area { Code = code, Name = code, Level = level, ParentCode = parent, Structure = structure, EffectiveFrom = new DateOnly(2000, 1, 1) };
}
