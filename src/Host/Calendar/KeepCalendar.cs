using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Calendar;

/// <summary>A year as it counts now.</summary>
/// <param name="IsKept">An administrator keeps it; otherwise it ships with the program, or nothing is known of it and only weekends are free.</param>
/// <param name="Version">To send along with a change: 0 for a year that nobody keeps yet.</param>
public sealed record CalendarYearView(int Year, bool IsKept, bool Ships, IReadOnlyList<CalendarDay> Days, string? Source, DateTimeOffset? ChangedAt, string? ChangedBy, long Version);

/// <summary>The list of a year.</summary>
/// <param name="Source">What it rests on, e.g. the number of the State Council's notice.</param>
/// <param name="MoveDue">Let due times that stand already follow, and tell whoever has the work.</param>
/// <param name="Version">The version that was seen; empty: it does not matter.</param>
/// <param name="Apply">Keep it; otherwise only say what it would change.</param>
public sealed record CalendarFields(IReadOnlyList<CalendarDay> Days, string? Source = null, bool MoveDue = false, long? Version = null, bool Apply = false);

/// <summary>Flow administrators keep the holidays and make-up days of a year, after they have seen what that changes. Everybody may read them.</summary>
public sealed class KeepCalendar(UnitOfWork unit, WorkingDays calendar, FollowCalendar follow, TimeProvider clock)
{
    /// <summary>From this month on the list of the next year should be there: the State Council publishes it in the autumn.</summary>
    private const int AwaitedFrom = 11;

    /// <summary>The years that are known, with this one and the next, the latest first.</summary>
    public async Task<IReadOnlyList<CalendarYearView>> Years(CancellationToken cancellation = default)
    {
        var kept = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().CalendarYears.Include(y => y.ChangedBy).ToDictionaryAsync(y => y.Year, token), cancellation);
        var now = ShanghaiTime.DayOf(clock.GetUtcNow()).Year;
        return [.. calendar.Years.Keys.Concat(kept.Keys).Append(now).Append(now + 1).Where(year => year >= CalendarYear.First).Distinct().OrderDescending().Select(year => View(year, kept.GetValueOrDefault(year)))];
    }

    /// <summary>The year of which nothing is known although it is time; null: none is missing.</summary>
    public async Task<int?> Missing(CancellationToken cancellation = default)
    {
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        return (await Years(cancellation)).Where(year => year.Year == today.Year || (year.Year == today.Year + 1 && today.Month >= AwaitedFrom)).Where(year => year.Days.Count == 0).Select(year => (int?)year.Year).Min();
    }

    /// <returns>What it changes, or <c>calendar.not-allowed</c> and what <see cref="ChangeCalendar"/> refuses.</returns>
    public async Task<Result<CalendarChange>> Run(Caller caller, int year, CalendarFields fields, CancellationToken cancellation = default)
    {
        Task<Result<CalendarChange>> Change(IServiceProvider scope, CancellationToken token) => caller.Has(SeatRole.FlowAdministrator)
            ? scope.GetRequiredService<ChangeCalendar>().Run(year, fields.Days, fields.Source, fields.MoveDue, fields.Version, token)
            : Task.FromResult<Result<CalendarChange>>(new Refusal("calendar.not-allowed"));
        var actor = caller.As(seat => seat.Role == SeatRole.FlowAdministrator);
        if (!fields.Apply) return await unit.Rehearse<CalendarChange>(actor, Change, cancellation);
        var changed = await unit.Run<CalendarChange>(actor, Change, cancellation);
        if (!changed.IsRefused) await follow.Refresh(cancellation);
        return changed;
    }

    private CalendarYearView View(int year, CalendarYear? kept) => new(
        year, kept is not null, calendar.Ships(year), kept?.Days ?? calendar.Years.GetValueOrDefault(year) ?? [], kept?.Source, kept?.ChangedAt, kept?.ChangedBy?.Name, kept?.Version ?? 0);
}
