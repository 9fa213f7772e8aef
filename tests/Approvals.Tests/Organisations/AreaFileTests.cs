using Workflows.Approvals.Organisations;
using Workflows.Approvals.Organisations.Areas;

namespace Workflows.Approvals.Tests.Organisations;

public class AreaFileTests
{
    [Fact]
    public void The_shipped_file_holds_the_provinces_and_says_why_a_level_is_missing()
    {
        var lines = AreaFile.Shipped().Value;
        lines.Count(l => l.Level == AdminLevel.Province).ShouldBe(31);
        lines.Select(l => l.Code).Distinct().Count().ShouldBe(lines.Count);
        lines.Single(l => l.Code == "21").ShouldBe(new AreaLine("21", "辽宁省", AreaStructure.Ordinary, "northeast"));
        lines.Single(l => l.Code == "33").RegionKey.ShouldBe("yrd");
        lines.Single(l => l.Code == "110101").Structure.ShouldBe(AreaStructure.Municipality);
        lines.Single(l => l.Code == "429004").Structure.ShouldBe(AreaStructure.ProvinceAdministeredCounty);
        lines.Single(l => l.Code == "4419").Structure.ShouldBe(AreaStructure.NoCounties);
        lines.ShouldNotContain(l => l.Name == "市辖区" || l.Name.Contains("直辖县级"));
    }

    [Theory]
    [InlineData("21")]
    [InlineData("2x,辽宁省")]
    [InlineData("217,辽宁省")]
    [InlineData("21,")]
    [InlineData("21,辽宁省,Round")]
    [InlineData("21,辽宁省,,northeast,more")]
    public void A_bad_line_is_told_with_its_number_and_what_was_expected(string line)
    {
        var refusal = AreaFile.Read($"code,name\n{line}\n").Refusal;
        refusal.ShouldBeCode("areas.bad-line");
        refusal!.Arguments[0].ShouldBe(2);
        refusal.Arguments[1].ShouldBe(line);
    }
}
