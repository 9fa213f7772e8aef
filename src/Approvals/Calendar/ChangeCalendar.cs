using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.WorkItems;

namespace Workflows.Approvals.Calendar;

/// <summary>An open work item that another list of holidays would have made due on another day.</summary>
/// <param name="From">The last day for it as it stands.</param>
/// <param name="To">The last day by the new list; never one that has passed.</param>
public sealed record DueByCalendar(long WorkItemId, Label Title, string Unit, string? CaseNumber, string Organisation, DateOnly From, DateOnly To);

/// <summary>What a list of holidays changes.</summary>
/// <param name="Due">Open work that would be due on another day.</param>
/// <param name="IsMoved">It is due then from now on, and whoever has it is told; otherwise it stays as it is.</param>
public sealed record CalendarChange(int Year, IReadOnlyList<CalendarDay> Added, IReadOnlyList<CalendarDay> Removed, IReadOnlyList<DueByCalendar> Due, bool IsMoved);

/// <summary>
/// Keeps the holidays and make-up days of a year. Due times that stand already were said to people, so they do not change by themselves: it is listed what would be due on
/// another day, and they are moved only where that is asked for, each with an entry in its trail and news to whoever has it. Cut-offs, periods of notices and days that a call names stay in any case.
/// </summary>
public sealed class ChangeCalendar(ApprovalsDb db, AuditTrail audit, CurrentActor actor, CurrentActivity activity, WorkingDays calendar, TimeProvider clock)
{
    /// <summary>So many due times are moved at once at most.</summary>
    public const int MostMoved = 2_000;

    /// <summary>So much open work is looked at, the soonest due first.</summary>
    private const int MostRead = 20_000;

    /// <param name="seen">The version that whoever changes it has seen, 0 for a year that nobody has kept yet; empty: it does not matter.</param>
    /// <param name="moveDue">Move what is due.</param>
    /// <returns>What changes, or what <see cref="CalendarYear.Check"/> refuses; <c>calendar.changed-meanwhile</c>, <c>calendar.too-much-work</c>.</returns>
    public async Task<Result<CalendarChange>> Run(int year, IReadOnlyList<CalendarDay> days, string? source, bool moveDue, long? seen = null, CancellationToken cancellation = default)
    {
        if (CalendarYear.Check(year, days) is { } refusal) return refusal;
        var kept = await db.CalendarYears.FindAsync([year], cancellation);
        if (seen is { } version && version != (kept?.Version ?? 0)) return new Refusal("calendar.changed-meanwhile", year);
        var (now, before) = (clock.GetUtcNow(), (IReadOnlyList<CalendarDay>?)kept?.Days ?? calendar.Years.GetValueOrDefault(year) ?? []);
        IReadOnlyList<CalendarDay> added = [.. days.Where(day => !before.Any(was => was.Day == day.Day && was.Kind == day.Kind)).OrderBy(day => day.Day)];
        IReadOnlyList<CalendarDay> removed = [.. before.Where(was => !days.Any(day => day.Day == was.Day && day.Kind == was.Kind)).OrderBy(day => day.Day)];

        if (kept is null) db.CalendarYears.Add(kept = new CalendarYear { Year = year });
        kept.Keep(days, source, actor.Actor.PersonId, now);
        await audit.Write(
            Subject.Calendar(year), "calendar.changed",
            new AuditDetail { Before = removed.Count == 0 ? null : Words(removed), After = added.Count == 0 ? null : Words(added), Comment = kept.Source, Outcome = moveDue ? "due-moved" : null }, cancellation);

        var due = added.Count + removed.Count == 0 ? [] : await Due(calendar.With(year, before), calendar.With(year, days), [.. added.Concat(removed).Select(day => day.Day)], now, cancellation);
        if (moveDue)
        {
            if (due.Count > MostMoved) return new Refusal("calendar.too-much-work", MostMoved, due.Count);
            foreach (var (item, by, reminds) in due) await Move(item, by, reminds, year, cancellation);
        }
        return new CalendarChange(year, added, removed, [.. due.Select(found => found.By)], moveDue);
    }

    private async Task<List<(WorkItem Item, DueByCalendar By, DateTimeOffset? Reminds)>> Due(WorkingDays old, WorkingDays next, IReadOnlyList<DateOnly> changed, DateTimeOffset now, CancellationToken cancellation)
    {
        var (from, until, today) = (ShanghaiTime.StartOf(changed.Min()), ShanghaiTime.EndOf(changed.Max()), ShanghaiTime.DayOf(now));
        if (from < now) from = now;
        var open = await db.WorkItems.AsTracking().Include(i => i.Organisation).Include(i => i.Call)
            .Where(i => i.DueAt > from && i.CreatedAt < until && i.OutcomeWhenDue == null && i.PausedAt == null).OrderBy(i => i.DueAt).ThenBy(i => i.Id).Take(MostRead).ToListAsync(cancellation);
        var found = new List<(WorkItem, DueByCalendar, DateTimeOffset?)>();
        foreach (var item in open)
        {
            var day = ShanghaiTime.DayOf(item.DueAt!.Value.AddTicks(-1));
            if (item.Call!.LevelDeadlines.ContainsValue(day) || Moved(item, item.DueAt.Value) is not { } to || to == day) continue;
            var reminds = item.RemindsAt is { } remind && Moved(item, remind) is { } other && other < to ? ShanghaiTime.EndOf(other) : item.RemindsAt;
            found.Add((item, new DueByCalendar(item.Id, item.Title, item.Unit, item.CaseNumber, item.Organisation!.FullName, day, to), reminds));
        }
        return found;

        // As many working days after it was asked as it was given; null where it does not end with a day, and so was not counted in days.
        DateOnly? Moved(WorkItem item, DateTimeOffset at)
        {
            var (asked, last) = (ShanghaiTime.DayOf(item.CreatedAt), ShanghaiTime.DayOf(at.AddTicks(-1)));
            if (ShanghaiTime.EndOf(last) != at || last <= asked) return null;
            var moved = next.Add(asked, old.Count(asked.AddDays(1), last));
            return moved < today && last >= today ? today : moved;
        }
    }

    private async Task Move(WorkItem item, DueByCalendar by, DateTimeOffset? reminds, int year, CancellationToken cancellation)
    {
        item.MoveDue(ShanghaiTime.EndOf(by.To), reminds);
        await db.MoveInbox(item, cancellation);
        activity.Set(item.InstanceId, item.ChainId, item.DefinitionVersion, item.ActivityId);
        await audit.Write(
            Subject.Of(item.CaseId, item.CallId), "work-item.due-moved",
            new AuditDetail { Before = $"{item.Kind}:{item.Id}", After = $"{by.From:yyyy-MM-dd} → {by.To:yyyy-MM-dd}", Outcome = $"{year}", Tells = [new News(NewsKind.DueMoved, item.Id)] }, cancellation);
    }

    private static string Words(IEnumerable<CalendarDay> days) => string.Join(", ", days.Select(day => $"{day.Day:yyyy-MM-dd} {day.Kind}"));
}
