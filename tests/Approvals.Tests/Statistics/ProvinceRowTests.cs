using Workflows.Approvals.Statistics;

namespace Workflows.Approvals.Tests.Statistics;

public class ProvinceRowTests
{
    private static readonly ProvinceFacts Facts = new("辽宁省社区教育指导中心", 14, 100);

    [Fact]
    public void Funding_per_head_is_all_funding_over_all_people()
    {
        var row = ProvinceRow.Of([County(1, ("countyFunding", 100_000), ("countyPopulation", 10_000)), County(2, ("countyFunding", 300_000), ("countyPopulation", 90_000))], Facts);

        ((decimal)row.Values["perCapitaFunding"]!).ShouldBe(4.00m);
        row.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_columns_are_sums_and_master_data()
    {
        var row = ProvinceRow.Of([County(1, ("countyCollegeCount", 1), ("trainingPersonTimes", 5_000)), County(2, ("countyCollegeCount", 1), ("trainingPersonTimes", 7_000))], Facts);

        ((decimal)row.Values["countyCollegeCount"]!).ShouldBe(2);
        ((decimal)row.Values["trainingPersonTimes"]!).ShouldBe(12_000);
        ((int)row.Values["prefectureCityCount"]!).ShouldBe(14);
        row.Values["provincialCentreName"]!.ToString().ShouldBe(Facts.CentreName);
    }

    [Fact]
    public void A_part_above_its_whole_names_the_unit_that_has_to_correct_it()
    {
        var row = ProvinceRow.Of([County(1, ("secondaryVocationalCount", 10), ("secondaryVocationalActive", 12)), County(2, ("secondaryVocationalCount", 10))], Facts);

        var finding = row.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.UnitId, finding.Actual, finding.Limit).ShouldBe(("part-above-whole", 1, 12m, 10m));
        finding.Sentence.Zh.ShouldContain("12");
    }

    [Fact]
    public void Whoever_has_not_reported_or_is_not_accepted_is_missing()
    {
        var row = ProvinceRow.Of([County(1) with { IsAccepted = false }, County(2) with { IsAccepted = false, Revision = 0 }], Facts);

        row.Findings.Select(f => f.Code).ShouldBe(["missing", "missing"]);
        ProvinceRow.Of([], Facts).Findings.ShouldHaveSingleItem().Code.ShouldBe("missing");
    }

    [Fact]
    public void More_centres_than_cities_cannot_be() =>
        ProvinceRow.Of([County(1, ("prefectureCentreCount", 15))], Facts).Findings.ShouldHaveSingleItem().Code.ShouldBe("above-master-data");

    [Fact]
    public void Without_people_there_is_no_division() => ((decimal)ProvinceRow.Of([County(1)], Facts).Values["perCapitaFunding"]!).ShouldBe(0);

    private static StatisticsSource County(long unit, params (string Column, decimal Figure)[] figures) =>
        new(unit, $"S-{unit}", unit, $"第{unit}县", "county-statistics", 1, "hash", true, figures.ToDictionary(f => f.Column, f => f.Figure));
}
