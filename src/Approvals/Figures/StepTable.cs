using System.Runtime.InteropServices;
using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Figures;

/// <summary>
/// Finished steps as numbers, about 36 bytes each. Medians are not additive, so no table of sums answers them for every choice of chain, call, region and period; a pass over a
/// million of these takes a fraction of a second. Not for several threads at once.
/// </summary>
public sealed class StepTable
{
    private readonly List<Row> rows = [];
    private readonly Register<(string Chain, string Activity)> steps = new();
    private readonly Register<long> calls = new(), organisations = new(), seats = new();
    private readonly Register<string> reasons = new(StringComparer.Ordinal);
    private readonly List<Label> titles = [];

    private const int None = -1;

    private readonly record struct Row(int Day, int Seconds, int Step, int Call, int Unit, int Organisation, int Seat, int Reason, Marks Marks);

    [Flags]
    private enum Marks : byte { HasDue = 1, IsLate = 2, IsBeside = 4 }

    public int Count => rows.Count;

    public void Add(in FinishedStep step)
    {
        var number = steps.Of((step.ChainId, step.ActivityId));
        // The newest title names the step.
        if (number == titles.Count) titles.Add(step.Title);
        else titles[number] = step.Title;
        var reason = step.ReturnedBecause?.Trim();
        if (reason?.Length > FinishedStep.LongestReason) reason = reason[..FinishedStep.LongestReason];
        rows.Add(new Row(
            ShanghaiTime.DayOf(step.FinishedAt).DayNumber, (int)Math.Clamp((step.FinishedAt - step.OpenedAt).TotalSeconds, 0, int.MaxValue), number, calls.Of(step.CallId), organisations.Of(step.UnitId),
            organisations.Of(step.OrganisationId), step.SeatId is { } seat ? seats.Of(seat) : None, reason is null ? None : reasons.Of(reason),
            (step.DueAt is null ? 0 : Marks.HasDue) | (step.IsLate ? Marks.IsLate : 0) | (step.IsBeside ? Marks.IsBeside : 0)));
    }

    /// <summary>The figures of the steps that the filter leaves.</summary>
    public StepFigures Figures(StepFilter filter)
    {
        var (chainFits, callFits, unitFits) = (
            filter.Chain is null ? null : steps.Select(step => step.Chain == filter.Chain),
            filter.Calls is null ? null : calls.Select(filter.Calls.Contains),
            filter.Units is null ? null : organisations.Select(filter.Units.Contains));
        var (from, to) = (filter.From?.DayNumber ?? int.MinValue, filter.To?.DayNumber ?? int.MaxValue);
        bool Fits(in Row row) => row.Day >= from && row.Day <= to && chainFits?[row.Step] != false && callFits?[row.Call] != false && unitFits?[row.Unit] != false;

        var (perStep, returned, late, perSeat) = (new int[steps.Count], new int[steps.Count], new int[steps.Count], new int[seats.Count]);
        var (dueInTime, dueLate) = (new int[organisations.Count], new int[organisations.Count]);
        var returns = new Dictionary<(int Step, int Reason), (int Count, int Last)>();
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
        {
            if (!Fits(row)) continue;
            var isLate = row.Marks.HasFlag(Marks.IsLate);
            if (row.Seat != None) perSeat[row.Seat]++;
            if (row.Marks.HasFlag(Marks.HasDue)) (isLate ? dueLate : dueInTime)[row.Organisation]++;
            if (row.Marks.HasFlag(Marks.IsBeside)) continue;
            perStep[row.Step]++;
            if (isLate) late[row.Step]++;
            if (row.Reason == None) continue;
            returned[row.Step]++;
            ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(returns, (row.Step, row.Reason), out _);
            counted = (counted.Count + 1, Math.Max(counted.Last, row.Day));
        }

        var (ofSteps, ofSeats) = (new Durations(perStep), new Durations(perSeat));
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(rows))
        {
            if (!Fits(row)) continue;
            if (row.Seat != None) ofSeats.Add(row.Seat, row.Seconds);
            if (!row.Marks.HasFlag(Marks.IsBeside)) ofSteps.Add(row.Step, row.Seconds);
        }

        return new StepFigures(
            [.. from step in Enumerable.Range(0, steps.Count)
                where perStep[step] > 0
                let times = ofSteps.Of(step)
                select new StepTime(steps[step].Chain, steps[step].Activity, titles[step], perStep[step], times.Median, times.Ninetieth, returned[step], late[step])],
            [.. from body in Enumerable.Range(0, organisations.Count)
                where dueInTime[body] + dueLate[body] > 0
                select new DueWork(organisations[body], dueInTime[body], dueLate[body])],
            [.. from each in returns
                orderby each.Value.Count descending, each.Value.Last descending, each.Key.Step, each.Key.Reason
                let step = steps[each.Key.Step]
                select new ReturnReason(step.Chain, step.Activity, titles[each.Key.Step], reasons[each.Key.Reason], each.Value.Count, DateOnly.FromDayNumber(each.Value.Last))],
            [.. from seat in Enumerable.Range(0, seats.Count)
                where perSeat[seat] > 0
                select new SeatWork(seats[seat], perSeat[seat], ofSeats.Of(seat).Median)]);
    }

    /// <summary>Numbers things 0, 1, 2 … in the order in which they come.</summary>
    private sealed class Register<T>(IEqualityComparer<T>? comparer = null) where T : notnull
    {
        private readonly Dictionary<T, int> numbers = new(comparer);
        private readonly List<T> all = [];

        public int Count => all.Count;

        public T this[int number] => all[number];

        public int Of(T thing)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, thing, out var isKnown);
            if (isKnown) return number;
            all.Add(thing);
            return number = all.Count - 1;
        }

        public bool[] Select(Func<T, bool> fits) => [.. all.Select(fits)];
    }
}
