using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Communities;

/// <summary>What comes due in a cycle.</summary>
public enum CycleEvent { Plans, HalfYear, YearEnd, WrapUp, CycleEnd }

/// <summary>Something that comes due.</summary>
/// <param name="Period">Which one, e.g. <c>2023-H2</c> or <c>2023</c>; empty where there is one in a cycle.</param>
/// <param name="On">The day on which the chain goes on.</param>
/// <param name="Due">The last day for whatever is owed.</param>
public sealed record CycleDate(CycleEvent Event, string Period, DateOnly On, DateOnly Due)
{
    /// <summary>What tells it apart among those that have come.</summary>
    public string Name => Period.Length == 0 ? $"{Event}" : $"{Event}:{Period}";
}

/// <summary>
/// 合作周期 or 实验周期: three years from the agreement or the list on (管理办法 第十五条; 中成协〔2023〕010号 五). What comes due in it are parameters of its call,
/// under <c>cycle</c>: <c>{ "years": 3, "plansInDays": 60, "halfYearDue": ["07-15", "01-15"], "yearlyDue": "01-31", "wrapUpDays": 90 }</c>; what is left out does not come.
/// </summary>
public sealed class Cycle : IAudited, IVersioned
{
    public long Id { get; init; }
    public long CaseId { get; init; }

    /// <summary>The community or the pilot school.</summary>
    public long OrganisationId { get; init; }
    public Organisation? Organisation { get; init; }
    public DateOnly StartsOn { get; init; }

    /// <summary>The last day: three years later less one day (R84).</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>Names of what has come due already.</summary>
    public List<string> Come { get; private set; } = [];
    public long Version { get; private set; }

    string IAudited.Subject => Subject.Case(CaseId);

    /// <summary>The last day of a cycle of so many years; default 3.</summary>
    public static DateOnly EndOf(DateOnly start, JsonObject? rules) => start.AddYears(Number(rules, "years", 3)).AddDays(-1);

    /// <summary>What comes due next; null when the cycle is over.</summary>
    public CycleDate? Next(JsonObject? rules) => All(rules).Find(d => !Come.Contains(d.Name));

    internal void Pass(CycleDate date) => Come = [.. Come, date.Name];

    /// <summary>Everything that comes due, in order: six half-years and three years in a cycle of three (R50, R51).</summary>
    public List<CycleDate> All(JsonObject? rules)
    {
        var years = Number(rules, "years", 3);
        var dates = new List<CycleDate>();
        if (rules?["plansInDays"] is not null) dates.Add(new(CycleEvent.Plans, "", StartsOn, StartsOn.AddDays(Number(rules, "plansInDays", 60))));
        if (rules?["halfYearDue"] is JsonArray halves) dates.AddRange(HalfYears(2 * years, [.. halves.Select(h => h!.ToString())]));
        if (rules?["yearlyDue"]?.ToString() is { } yearly)
        {
            dates.AddRange(Enumerable.Range(StartsOn.Year, years).Select(year => new CycleDate(
                CycleEvent.YearEnd, year.ToString(CultureInfo.InvariantCulture), new DateOnly(year + 1, 1, 1), DayOf(year + 1, yearly))));
        }

        if (rules?["wrapUpDays"] is not null) dates.Add(new(CycleEvent.WrapUp, "", EndsOn.AddDays(-Number(rules, "wrapUpDays", 90)), EndsOn));
        dates.Add(new(CycleEvent.CycleEnd, "", EndsOn, EndsOn));
        return [.. dates.Select(d => d.On > EndsOn ? d with { On = EndsOn } : d).OrderBy(d => d.On).ThenBy(d => d.Event)];
    }

    /// <summary>The first half-year is the one in which the cycle has run for a quarter of a year; so a cycle of three years has six.</summary>
    private IEnumerable<CycleDate> HalfYears(int count, IReadOnlyList<string> due)
    {
        var first = StartsOn.AddMonths(3);
        var half = first.Year * 2 + (first.Month > 6 ? 1 : 0);
        foreach (var number in Enumerable.Range(half, count))
        {
            var (year, second) = (number / 2, number % 2 == 1);
            yield return second
                ? new(CycleEvent.HalfYear, $"{year}-H2", new DateOnly(year + 1, 1, 1), DayOf(year + 1, due[^1]))
                : new(CycleEvent.HalfYear, $"{year}-H1", new DateOnly(year, 7, 1), DayOf(year, due[0]));
        }
    }

    private static DateOnly DayOf(int year, string monthAndDay) =>
        DateOnly.ParseExact($"{year.ToString("0000", CultureInfo.InvariantCulture)}-{monthAndDay}", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(JsonObject? rules, string name, int otherwise) => rules?[name] is { } value ? int.Parse(value.ToString(), CultureInfo.InvariantCulture) : otherwise;

    private sealed class Mapping : IEntityTypeConfiguration<Cycle>
    {
        public void Configure(EntityTypeBuilder<Cycle> cycle)
        {
            cycle.Property(c => c.Id).ValueGeneratedNever();
            cycle.Property(c => c.Come).AsJson();
            cycle.HasIndex(c => c.CaseId).IsUnique();
            cycle.HasIndex(c => c.OrganisationId);
            cycle.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
            cycle.HasOne(c => c.Organisation).WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
