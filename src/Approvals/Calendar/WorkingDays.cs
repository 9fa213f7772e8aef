using System.Text.Json;

namespace Workflows.Approvals.Calendar;

/// <summary>
/// Working days in mainland China: Monday to Friday, less the holidays, plus the weekend days that are worked for them.
/// A year without data has weekends only. What an administrator keeps for a year (<see cref="CalendarYear"/>) goes before what ships with the program.
/// </summary>
public sealed class WorkingDays
{
    private readonly IReadOnlyDictionary<int, IReadOnlyList<CalendarDay>> shipped;
    private volatile Known known;

    public WorkingDays(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> worked)
        : this(new Dictionary<int, IReadOnlyList<CalendarDay>> { [0] = [.. holidays.Select(day => new CalendarDay(day, DayKind.Holiday)), .. worked.Select(day => new CalendarDay(day, DayKind.Worked))] })
    {
    }

    private WorkingDays(IReadOnlyDictionary<int, IReadOnlyList<CalendarDay>> years) => (shipped, known) = (years, Known.Of(years));

    private sealed record Year(List<string[]> Holidays, List<DateOnly> Worked);

    private sealed record Known(IReadOnlyDictionary<int, IReadOnlyList<CalendarDay>> Years, IReadOnlySet<DateOnly> Holidays, IReadOnlySet<DateOnly> Worked)
    {
        public static Known Of(IReadOnlyDictionary<int, IReadOnlyList<CalendarDay>> years) => new(years, Days(years, DayKind.Holiday), Days(years, DayKind.Worked));

        private static HashSet<DateOnly> Days(IReadOnlyDictionary<int, IReadOnlyList<CalendarDay>> years, DayKind kind) => [.. years.Values.SelectMany(days => days).Where(day => day.Kind == kind).Select(day => day.Day)];
    }

    /// <summary>The calendar that ships with the program: the State Council's notices of 2023 to 2026.</summary>
    public static WorkingDays Shipped()
    {
        using var file = typeof(WorkingDays).Assembly.GetManifestResourceStream("holidays.json")
            ?? throw new InvalidOperationException("Expected the resource holidays.json in the assembly, found none.");
        return new WorkingDays(JsonSerializer.Deserialize<Dictionary<int, Year>>(file, Json.Options)!.ToDictionary(year => year.Key, year => DaysOf(year.Value)));
    }

    /// <summary>The years that are known, with their holidays and the days that are worked for them.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<CalendarDay>> Years => known.Years;

    /// <summary>Whether this year ships with the program.</summary>
    public bool Ships(int year) => shipped.ContainsKey(year);

    /// <summary>What administrators keep goes before what ships with the program, from now on and for everybody who counts with this calendar.</summary>
    public void Keep(IEnumerable<CalendarYear> years) => known = Known.Of(With(years.Select(year => (year.Year, (IReadOnlyList<CalendarDay>)year.Days))));

    /// <summary>The same calendar with another list for one year.</summary>
    public WorkingDays With(int year, IReadOnlyList<CalendarDay> days) => new(new Dictionary<int, IReadOnlyList<CalendarDay>>(Years) { [year] = days });

    public bool IsWorkingDay(DateOnly day) =>
        known is var now && (now.Worked.Contains(day) || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !now.Holidays.Contains(day));

    /// <summary>The day that many working days after the given one, which does not count itself.</summary>
    /// <param name="count">0 or more.</param>
    public DateOnly Add(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) count--;
        }
        return day;
    }

    /// <summary>How many working days there are from one day to another, both counted.</summary>
    public int Count(DateOnly from, DateOnly to) => Days(from, to).Count(IsWorkingDay);

    private Dictionary<int, IReadOnlyList<CalendarDay>> With(IEnumerable<(int Year, IReadOnlyList<CalendarDay> Days)> kept)
    {
        var years = new Dictionary<int, IReadOnlyList<CalendarDay>>(shipped);
        foreach (var (year, days) in kept) years[year] = days;
        return years;
    }

    private static IReadOnlyList<CalendarDay> DaysOf(Year year) =>
    [
        .. year.Holidays.SelectMany(range => Days(Parse(range[0]), Parse(range[1])).Select(day => new CalendarDay(day, DayKind.Holiday, range[2]))),
        .. year.Worked.Select(day => new CalendarDay(day, DayKind.Worked)),
    ];

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1)) yield return day;
    }
}
