using System.Text.Json.Nodes;
using Workflows.Approvals.Cases;
using Workflows.Host.Statistics;

namespace Workflows.Host.Tests.Statistics;

/// <summary>The last line of the national figures.</summary>
public class NationalFiguresTests
{
    private static readonly NationalColumn Colleges = new("countyCollegeCount", new("县级社区教育学院数", ""), true);
    private static readonly NationalColumn PerHead = new("perCapitaFunding", new("人均投入经费", ""), false);

    private static ProvinceFigures Province(int colleges, decimal funding, decimal people) =>
        new(1, "省级中心", CaseStatus.Accepted, DateTimeOffset.UnixEpoch, 3, new JsonObject { ["countyCollegeCount"] = colleges, ["perCapitaFunding"] = people == 0 ? 0 : funding / people }, funding, people);

    private static NationalFigures Of(params ProvinceFigures[] provinces) => new([], null, [], [Colleges, PerHead], provinces);

    [Fact]
    public void R56_funding_per_head_of_the_country_is_all_funding_by_all_people_not_a_mean_of_means() =>
        Of(Province(2, 100_000, 10_000), Province(3, 300_000, 90_000)).Total(PerHead).ShouldBe(4m);

    [Fact]
    public void Counts_are_added_up() => Of(Province(2, 1, 1), Province(3, 1, 1)).Total(Colleges).ShouldBe(5m);

    [Fact]
    public void A_province_that_named_no_people_does_not_count_and_none_at_all_leaves_it_empty()
    {
        Of(Province(2, 100_000, 10_000), Province(3, 0, 0)).Total(PerHead).ShouldBe(10m);
        Of(Province(3, 0, 0)).Total(PerHead).ShouldBeNull();
    }
}
