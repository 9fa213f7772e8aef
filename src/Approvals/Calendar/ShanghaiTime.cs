namespace Workflows.Approvals.Calendar;

/// <summary>
/// The only place that turns instants into days and back. Days are days in Asia/Shanghai; instants are UTC.
/// The offset is fixed: since 1991 there is no summer time.
/// </summary>
public static class ShanghaiTime
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    private static readonly DateTimeOffset LastShown = new(DateTime.MaxValue, Offset);

    /// <summary>The same as a time zone, for what counts in days and hours of a clock.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", Offset, "Asia/Shanghai", "Asia/Shanghai");

    /// <summary>The instant as a clock in Shanghai shows it; the last hours of all, which it would show as a day that does not exist, as the end of the last day.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => instant > LastShown ? LastShown : instant.ToOffset(Offset);

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>00:00 of the day, as UTC; of the first day of all, which began before there were instants, the first instant.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => day == DateOnly.MinValue ? DateTimeOffset.MinValue : At(day, TimeOnly.MinValue);

    /// <summary>24:00 of the day, as UTC: the last permitted instant of "X日前" (R9); of the last day of all the last instant.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1));

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), Offset).ToUniversalTime();
}
