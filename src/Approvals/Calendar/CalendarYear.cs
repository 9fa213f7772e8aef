using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Calendar;

/// <summary>What a day is that is not what its weekday says.</summary>
public enum DayKind
{
    /// <summary>节假日: not worked.</summary>
    Holiday,

    /// <summary>调休上班: a Saturday or Sunday that is worked for a holiday.</summary>
    Worked,
}

/// <summary>A day of the yearly notice of the State Council.</summary>
/// <param name="Name">Of the holiday, e.g. 春节.</param>
public sealed record CalendarDay(DateOnly Day, DayKind Kind, string Name = "");

/// <summary>节假日与调休: the holidays and make-up days of one year, as a flow administrator keeps them. They count instead of what ships with the program for that year.</summary>
public sealed class CalendarYear : IAudited, IVersioned
{
    /// <summary>The first and the last year that can be kept.</summary>
    public const int First = 2020, Last = 2099;

    /// <summary>More days than that are no list of holidays.</summary>
    public const int MostDays = 120;

    /// <summary>Characters of the name of a holiday; what is longer is cut.</summary>
    public const int LongestName = 40;

    /// <summary>A holiday of the year may begin in the last days of the year before it, as 2022-12-31 did.</summary>
    private const int DaysBefore = 10;

    public int Year { get; init; }
    public List<CalendarDay> Days { get; private set; } = [];

    /// <summary>What it rests on, e.g. 国办发明电〔2025〕7号.</summary>
    public string? Source { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public long? ChangedById { get; private set; }
    public Person? ChangedBy { get; init; }
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Calendar(Year);

    /// <returns>Why it cannot be the list of that year: <c>calendar.year</c>, <c>calendar.too-many-days</c>, <c>calendar.day-outside</c>, <c>calendar.day-twice</c>, <c>calendar.worked-on-weekday</c>.</returns>
    public static Refusal? Check(int year, IReadOnlyCollection<CalendarDay> days)
    {
        if (year is < First or > Last) return new Refusal("calendar.year", First, Last, year);
        if (days.Count > MostDays) return new Refusal("calendar.too-many-days", MostDays, days.Count);
        var seen = new HashSet<DateOnly>();
        foreach (var (day, kind, _) in days)
        {
            if (day < new DateOnly(year, 1, 1).AddDays(-DaysBefore) || day > new DateOnly(year, 12, 31)) return new Refusal("calendar.day-outside", day, year);
            if (!seen.Add(day)) return new Refusal("calendar.day-twice", day);
            if (kind == DayKind.Worked && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return new Refusal("calendar.worked-on-weekday", day);
        }
        return null;
    }

    internal void Keep(IEnumerable<CalendarDay> days, string? source, long? personId, DateTimeOffset at) =>
        (Days, Source, ChangedById, ChangedAt) = ([.. days.OrderBy(day => day.Day).Select(day => day with { Name = day.Name.Trim() is var name && name.Length > LongestName ? name[..LongestName] : name })], string.IsNullOrWhiteSpace(source) ? null : source.Trim(), personId, at);

    private sealed class Mapping : IEntityTypeConfiguration<CalendarYear>
    {
        public void Configure(EntityTypeBuilder<CalendarYear> year)
        {
            year.HasKey(y => y.Year);
            year.Property(y => y.Year).ValueGeneratedNever();
            year.Property(y => y.Days).AsJson();
            year.Property(y => y.Source).HasMaxLength(200);
            year.HasOne(y => y.ChangedBy).WithMany().HasForeignKey(y => y.ChangedById).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
