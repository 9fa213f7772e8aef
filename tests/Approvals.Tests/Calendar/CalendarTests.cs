using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Tests.Calendar;

public class CalendarTests
{
    [Fact]
    public void A_day_is_a_day_in_shanghai()
    {
        ShanghaiTime.DayOf(new DateTimeOffset(2023, 5, 28, 16, 0, 0, TimeSpan.Zero)).ShouldBe(Given.Day(5, 29));
        ShanghaiTime.DayOf(new DateTimeOffset(2023, 5, 28, 15, 59, 0, TimeSpan.Zero)).ShouldBe(Given.Day(5, 28));
        ShanghaiTime.EndOf(Given.Day(5, 29)).Offset.ShouldBe(TimeSpan.Zero);
        ShanghaiTime.EndOf(Given.Day(5, 29)).ShouldBe(Given.At(5, 30, 0));
    }

    [Fact]
    public void The_first_and_the_last_day_of_all_begin_and_end_with_all_instants()
    {
        ShanghaiTime.StartOf(DateOnly.MinValue).ShouldBe(DateTimeOffset.MinValue);
        ShanghaiTime.DayOf(DateTimeOffset.MinValue).ShouldBe(DateOnly.MinValue);
        ShanghaiTime.EndOf(DateOnly.MaxValue).ShouldBe(DateTimeOffset.MaxValue);
        ShanghaiTime.DayOf(DateTimeOffset.MaxValue).ShouldBe(DateOnly.MaxValue);
    }

    [Fact]
    public void Working_days_skip_weekends_and_holidays_and_take_the_days_that_are_worked_for_them()
    {
        var calendar = WorkingDays.Shipped();
        calendar.IsWorkingDay(Given.Day(6, 22)).ShouldBeFalse();
        calendar.IsWorkingDay(Given.Day(6, 25)).ShouldBeTrue();
        calendar.IsWorkingDay(Given.Day(6, 24)).ShouldBeFalse();
        calendar.Add(Given.Day(6, 21), 1).ShouldBe(Given.Day(6, 25));
        calendar.Add(Given.Day(6, 21), 0).ShouldBe(Given.Day(6, 21));
        calendar.Add(Given.Day(9, 28), 1).ShouldBe(Given.Day(10, 7));
    }

    [Fact]
    public void A_year_without_data_has_weekends_only()
    {
        var calendar = WorkingDays.Shipped();
        calendar.IsWorkingDay(new DateOnly(2021, 10, 1)).ShouldBeTrue();
        calendar.IsWorkingDay(new DateOnly(2021, 10, 2)).ShouldBeFalse();
    }
}
