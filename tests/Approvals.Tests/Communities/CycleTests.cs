using System.Text.Json.Nodes;
using Workflows.Approvals.Communities;

namespace Workflows.Approvals.Tests.Communities;

public class CycleTests
{
    private static readonly JsonObject OfACommunity = (JsonObject)JsonNode.Parse(
        """{ "years": 3, "plansInDays": 60, "halfYearDue": ["07-15", "01-15"], "yearlyDue": "01-31", "wrapUpDays": 90 }""")!;

    private static Cycle From(int year, int month, int day)
    {
        var start = new DateOnly(year, month, day);
        return new Cycle { StartsOn = start, EndsOn = Cycle.EndOf(start, OfACommunity) };
    }

    [Fact]
    public void A_cycle_ends_three_years_later_less_one_day_and_the_wrap_up_comes_ninety_days_before()
    {
        var cycle = From(2023, 6, 20);

        cycle.EndsOn.ShouldBe(new DateOnly(2026, 6, 19));
        cycle.All(OfACommunity).Single(d => d.Event == CycleEvent.WrapUp).On.ShouldBe(new DateOnly(2026, 3, 21));
    }

    [Theory]
    [InlineData(1, 1), InlineData(3, 31), InlineData(6, 20), InlineData(9, 30), InlineData(12, 31)]
    public void Whenever_it_begins_it_has_six_half_years_in_a_row_and_three_year_ends(int month, int day)
    {
        var dates = From(2023, month, day).All(OfACommunity);

        var halves = dates.Where(d => d.Event == CycleEvent.HalfYear).Select(d => d.Period).ToList();
        halves.Count.ShouldBe(6);
        halves.ShouldBe(halves.Order(StringComparer.Ordinal));
        halves.Distinct().Count().ShouldBe(6);
        dates.Where(d => d.Event == CycleEvent.YearEnd).Select(d => d.Period).ShouldBe(["2023", "2024", "2025"]);
        dates.ShouldAllBe(d => d.On <= From(2023, month, day).EndsOn);
        dates[^1].Event.ShouldBe(CycleEvent.CycleEnd);
    }

    [Fact]
    public void The_report_on_the_second_half_of_2023_is_due_on_15_January_and_the_summary_on_31_January()
    {
        var dates = From(2023, 6, 20).All(OfACommunity);

        dates.First(d => d.Event == CycleEvent.HalfYear).ShouldBe(new CycleDate(CycleEvent.HalfYear, "2023-H2", new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 15)));
        dates.First(d => d.Event == CycleEvent.YearEnd).ShouldBe(new CycleDate(CycleEvent.YearEnd, "2023", new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 31)));
    }

    [Fact]
    public void What_the_call_does_not_name_does_not_come()
    {
        var school = (JsonObject)JsonNode.Parse("""{ "years": 3 }""")!;

        From(2023, 6, 20).All(school).ShouldHaveSingleItem().Event.ShouldBe(CycleEvent.CycleEnd);
    }

    [Fact]
    public void Each_date_comes_once_and_in_order()
    {
        var cycle = From(2023, 6, 20);
        var come = new List<CycleDate>();
        while (cycle.Next(OfACommunity) is { } next)
        {
            come.Add(next);
            cycle.Pass(next);
        }

        come.ShouldBe(cycle.All(OfACommunity));
        come.Select(d => d.On).ShouldBe(come.Select(d => d.On).Order());
    }
}
