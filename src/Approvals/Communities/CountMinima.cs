using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calendar;

namespace Workflows.Approvals.Communities;

/// <summary>One minimum and what was counted: activities recorded within its time.</summary>
/// <param name="Kind">Kind of activity.</param>
public sealed record Minimum(GatheringKind Kind, int Wanted, int Found)
{
    public int Missing => Math.Max(0, Wanted - Found);
}

/// <summary>
/// Counts a community's activities against its minima (R85): two learning activities and two work meetings a year, one training in a cycle. The numbers
/// are parameters of the call, under <c>minima</c>: <c>{ "learningActivity": 2, "meeting": 2, "trainingPerCycle": 1 }</c>; a seminar counts as a meeting.
/// </summary>
public sealed class CountMinima(ApprovalsDb db)
{
    /// <param name="rules">The call's parameter <c>minima</c>; empty: nothing is asked.</param>
    /// <param name="wholeCycle">Whether the cycle has ended, so that its training counts too.</param>
    public async Task<IReadOnlyList<Minimum>> Run(Cycle cycle, int year, JsonObject? rules, bool wholeCycle, CancellationToken cancellation = default)
    {
        var held = await db.Set<Gathering>().AsNoTracking()
            .Where(g => g.Scope == GatheringScope.Community && g.ScopeId == cycle.OrganisationId && g.RecordedAt != null)
            .Select(g => new { g.Kind, g.StartsAt }).ToListAsync(cancellation);
        var inYear = held.Where(g => ShanghaiTime.DayOf(g.StartsAt).Year == year).ToList();
        var minima = new List<Minimum>();
        if (Number("learningActivity") is { } activities) minima.Add(new(GatheringKind.LearningActivity, activities, inYear.Count(g => g.Kind == GatheringKind.LearningActivity)));
        if (Number("meeting") is { } meetings) minima.Add(new(GatheringKind.Meeting, meetings, inYear.Count(g => g.Kind is GatheringKind.Meeting or GatheringKind.Seminar)));
        if (wholeCycle && Number("trainingPerCycle") is { } trainings) minima.Add(new(GatheringKind.Training, trainings, held.Count(g => g.Kind == GatheringKind.Training)));
        return minima;

        int? Number(string name) => rules?[name] is { } value ? int.Parse(value.ToString(), CultureInfo.InvariantCulture) : null;
    }
}
