using System.Text.Json;

namespace Workflows.Approvals.Calendar;

/// <summary>
/// Working days in mainland China: Monday to Friday, less the holidays, plus the weekend days that are worked for them.
/// A year without data has weekends only.
/// </summary>
public sealed class WorkingDays(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> worked)
{
    private readonly HashSet<DateOnly> holidays = [.. holidays];
    private readonly HashSet<DateOnly> worked = [.. worked];

    private sealed record Year(List<DateOnly[]> Holidays, List<DateOnly> Worked);

    /// <summary>The calendar that ships with the program: the State Council's notices of 2023 to 2026.</summary>
    public static WorkingDays Shipped()
    {
        using var file = typeof(WorkingDays).Assembly.GetManifestResourceStream("holidays.json")
            ?? throw new InvalidOperationException("Expected the resource holidays.json in the assembly, found none.");
        var years = JsonSerializer.Deserialize<Dictionary<string, Year>>(file, Json.Options)!.Values;
        return new WorkingDays(years.SelectMany(y => y.Holidays).SelectMany(range => Days(range[0], range[1])), years.SelectMany(y => y.Worked));
    }

    public bool IsWorkingDay(DateOnly day) =>
        worked.Contains(day) || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);

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

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1)) yield return day;
    }
}
