using Workflows.Approvals.Calendar;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Figures;
using Case = Workflows.Approvals.Cases.Case;

namespace Workflows.Host.Tests.Figures;

/// <summary>Everything in the tables that figures are made from.</summary>
internal sealed record AllRows(IReadOnlyList<Case> Cases, IReadOnlyList<FinishedWorkItem> Finished, IReadOnlyList<WorkItem> Open, IReadOnlyList<Organisation> Organisations, IReadOnlyList<Call> Calls);

/// <summary>The figures as their definitions say, row by row, without a thought for speed.</summary>
internal sealed class HonestFigures(AllRows rows, FiguresQuery query, DateTimeOffset now)
{
    private Organisation Body(long id) => rows.Organisations.Single(o => o.Id == id);

    private bool IsAsked(string chain, long callId, long unitId)
    {
        var call = rows.Calls.Single(c => c.Id == callId);
        var named = query.Call is null || call.Code == query.Call || rows.Calls.SingleOrDefault(c => c.Id == call.ParentId)?.Code == query.Call;
        return named && (query.Chain is null || chain == query.Chain) && (query.Region is null || Body(unitId).AreaCode.StartsWith(query.Region, StringComparison.Ordinal));
    }

    private bool IsInPeriod(DateTimeOffset at) => (query.From is null || ShanghaiTime.DayOf(at) >= query.From) && (query.To is null || ShanghaiTime.DayOf(at) <= query.To);

    private IEnumerable<FinishedWorkItem> Finished => rows.Finished.Where(w => w.Outcome is not null && IsInPeriod(w.FinishedAt) && IsAsked(w.ChainId, w.CallId, rows.Cases.SingleOrDefault(c => c.Id == w.CaseId)?.ApplicantId ?? w.OrganisationId));

    private IEnumerable<WorkItem> Open => rows.Open.Where(w => IsAsked(w.ChainId, w.CallId, w.UnitId));

    public IEnumerable<string> Cases => rows.Cases.Where(c => IsInPeriod(c.CreatedAt) && IsAsked(c.ChainId, c.CallId, c.ApplicantId))
        .GroupBy(c => (c.Status, Level: rows.Open.Where(w => w.CaseId == c.Id && IsStep(w.Companion)).Select(w => (AdminLevel?)Body(w.OrganisationId).Level).Min()))
        .Select(g => $"{g.Key.Status} {g.Key.Level} {g.Count()}").Order(StringComparer.Ordinal);

    public IEnumerable<string> Steps
    {
        get
        {
            var done = Finished.Where(w => IsStep(w.Companion)).ToLookup(w => (w.ChainId, Activity: w.ActivityId ?? w.Kind));
            var open = Open.Where(w => IsStep(w.Companion)).ToLookup(w => (w.ChainId, Activity: w.ActivityId ?? w.Kind));
            return done.Select(g => g.Key).Union(open.Select(g => g.Key)).Select(key =>
                $"{key.ChainId} {key.Activity} {done[key].Count()} {Median(done[key])} {Ninetieth(done[key])} {done[key].Count(w => IsReturn(w.Outcome))} {done[key].Count(IsLate)} {open[key].Count()} {open[key].Count(w => w.DueAt < now)}").Order(StringComparer.Ordinal);
        }
    }

    public IEnumerable<string> Deadlines
    {
        get
        {
            string Place(long body) => Body(body).Level == AdminLevel.National ? "" : Body(body).AreaCode is var code && code.Length > (query.Region is null ? 2 : 4) ? code[..(query.Region is null ? 2 : 4)] : code;
            var (done, overdue) = (Finished.Where(w => w.DueAt is not null).ToLookup(w => Place(w.OrganisationId)), Open.Where(w => w.DueAt < now).ToLookup(w => Place(w.OrganisationId)));
            return done.Select(g => g.Key).Union(overdue.Select(g => g.Key)).Select(place => $"{place} {done[place].Count(w => !IsLate(w))} {done[place].Count(IsLate)} {overdue[place].Count()}").Order(StringComparer.Ordinal);
        }
    }

    public IEnumerable<string> Returns => Finished.Where(w => IsStep(w.Companion) && IsReturn(w.Outcome))
        .GroupBy(w => (w.ChainId, Activity: w.ActivityId ?? w.Kind, Reason: (w.Comment ?? "").Trim())).Select(g => $"{g.Key.ChainId} {g.Key.Activity} {g.Key.Reason} {g.Count()} {g.Max(w => ShanghaiTime.DayOf(w.FinishedAt)):O}").Order(StringComparer.Ordinal);

    public IEnumerable<string> Seats
    {
        get
        {
            var (done, open) = (Finished.Where(w => w.SeatId is not null).ToLookup(w => w.SeatId!.Value), Open.Where(w => w.SeatId is not null).ToLookup(w => w.SeatId!.Value));
            return done.Select(g => g.Key).Union(open.Select(g => g.Key)).Select(seat => $"{seat} {open[seat].Count()} {open[seat].Count(w => w.DueAt < now)} {done[seat].Count()} {Median(done[seat])}").Order(StringComparer.Ordinal);
        }
    }

    /// <summary>What is asked beside a step is none; who signs after it decides it.</summary>
    private static bool IsStep(CompanionKind? companion) => companion is null or CompanionKind.SignAfter;

    private static bool IsReturn(string? outcome) => outcome is "Return" or "Returned" or "Incomplete";

    private static bool IsLate(FinishedWorkItem w) => w.DueAt is { } due && (w.FinishedAt > due || w.DecidedById is null);

    private static long Spent(FinishedWorkItem w) => (long)(w.FinishedAt - w.CreatedAt).TotalSeconds;

    private static long? Median(IEnumerable<FinishedWorkItem> work)
    {
        var sorted = work.Select(Spent).Order().ToList();
        return sorted.Count == 0 ? null : (long)Math.Floor((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2m);
    }

    /// <summary>The least duration that nine in ten did not exceed.</summary>
    private static long? Ninetieth(IEnumerable<FinishedWorkItem> work)
    {
        var all = work.Select(Spent).ToList();
        return all.Count == 0 ? null : all.Where(one => all.Count(other => other <= one) * 10 >= all.Count * 9).Min();
    }
}
