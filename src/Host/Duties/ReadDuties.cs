using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Duties;

namespace Workflows.Host.Duties;

/// <summary>Who owes what by when, and where it stands.</summary>
public sealed record DutyLine(
    long Id, long CaseId, string CaseNumber, long CallId, string Call, DutyKind Kind, int Year, string Period, string ItemNo, string Title, string? Deliverable, long OwnerId, string Owner,
    long ReceiverId, string Receiver, DutyState State, int Percent, DateTimeOffset DueAt, DateTimeOffset? OverdueSince, DateTimeOffset? SubmittedAt, DateTimeOffset? AcceptedAt, string? Flag);

/// <summary>What a unit said about its progress.</summary>
public sealed record DutyNoteLine(int Percent, string Text, string By, DateTimeOffset At);

/// <summary>How many duties there are in each state.</summary>
/// <param name="Units">The same per responsible unit.</param>
public sealed record DutyCounts(int All, int Flagged, IReadOnlyDictionary<string, int> States, IReadOnlyList<UnitCount> Units);

/// <param name="Done">Accepted.</param>
/// <param name="Overdue">Overdue now.</param>
public sealed record UnitCount(long UnitId, string Unit, int All, int Done, int Overdue);

/// <param name="Year">Empty: every year.</param>
public sealed record DutyFilter(int? Year = null, long? CallId = null, DutyKind? Kind = null, DutyState? State = null, string? Text = null);

/// <summary>Reads duties: a unit its own and those it accepts, auditors and flow administrators all.</summary>
public sealed class ReadDuties(ApprovalsDb db, TimeProvider clock)
{
    /// <summary>By due day, item and unit; at most 1,000.</summary>
    public async Task<IReadOnlyList<DutyLine>> All(Caller caller, DutyFilter filter, CancellationToken cancellation = default) =>
        await Filtered(caller, filter).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(1000)
            .Select(d => new DutyLine(
                d.Id, d.CaseId, d.Case!.Number, d.CallId, d.Call!.Code, d.Kind, d.Year, d.Period, d.ItemNo, d.Title, d.Deliverable, d.OwnerId, d.Owner!.ShortName, d.ReceiverId, d.Receiver!.ShortName,
                d.State, d.Percent, d.DueAt, d.OverdueSince, d.SubmittedAt, d.AcceptedAt, d.Flag))
            .ToListAsync(cancellation);

    public async Task<DutyCounts> Counts(Caller caller, DutyFilter filter, CancellationToken cancellation = default)
    {
        var states = await Filtered(caller, filter).GroupBy(d => new { d.OwnerId, d.Owner!.FullName, d.State, IsFlagged = d.Flag != null })
            .Select(g => new { g.Key.OwnerId, g.Key.FullName, g.Key.State, g.Key.IsFlagged, Count = g.Count() }).ToListAsync(cancellation);
        return new DutyCounts(
            states.Sum(s => s.Count), states.Where(s => s.IsFlagged).Sum(s => s.Count),
            states.GroupBy(s => s.State).ToDictionary(g => Json.Write(g.Key).Trim('"'), g => g.Sum(s => s.Count)),
            [.. states.GroupBy(s => (s.OwnerId, s.FullName)).OrderBy(g => g.Key.OwnerId).Select(g => new UnitCount(
                g.Key.OwnerId, g.Key.FullName, g.Sum(s => s.Count), g.Where(s => s.State == DutyState.Accepted).Sum(s => s.Count), g.Where(s => s.State == DutyState.Overdue).Sum(s => s.Count)))]);
    }

    /// <summary>The years of which there are duties, and this one; the newest first.</summary>
    public async Task<IReadOnlyList<int>> Years(CancellationToken cancellation = default) =>
        [.. (await db.Duties.Select(d => d.Year).Distinct().ToListAsync(cancellation)).Append(ShanghaiTime.DayOf(clock.GetUtcNow()).Year).Distinct().OrderDescending()];

    public async Task<IReadOnlyList<DutyNoteLine>?> Notes(Caller caller, long id, CancellationToken cancellation = default) =>
        await Filtered(caller, new DutyFilter()).AnyAsync(d => d.Id == id, cancellation)
            ? await db.DutyNotes.AsNoTracking().Where(n => n.DutyId == id).OrderBy(n => n.Id).Select(n => new DutyNoteLine(n.Percent, n.Text, n.Person!.Name, n.At)).ToListAsync(cancellation)
            : null;

    private IQueryable<Duty> Filtered(Caller caller, DutyFilter filter)
    {
        var own = caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList();
        var duties = db.Duties.AsNoTracking();
        if (!MaySeeCase.SeesEverything(caller))
            duties = duties.Where(d => own.Contains(d.OwnerId) || own.Contains(d.ReceiverId) || (d.Call!.AssessById != null && own.Contains(d.Call.AssessById.Value)));
        if (filter.Year is { } year) duties = duties.Where(d => d.Year == year);
        if (filter.CallId is { } call) duties = duties.Where(d => d.CallId == call);
        if (filter.Kind is { } kind) duties = duties.Where(d => d.Kind == kind);
        if (filter.State is { } state) duties = duties.Where(d => d.State == state);
        if (!string.IsNullOrWhiteSpace(filter.Text)) duties = duties.Where(d => d.Title.Contains(filter.Text.Trim()) || d.Owner!.FullName.Contains(filter.Text.Trim()));
        return duties;
    }
}
