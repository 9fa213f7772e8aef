using System.Diagnostics;
using System.Diagnostics.Metrics;
using Workflows.Approvals;

namespace Workflows.Persistence;

/// <summary>What units of work tell of themselves to whoever listens: how long each took with its commit, how it ended, and how often one lost against another. Nobody listening costs nothing.</summary>
internal static class UnitMeters
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    private const string Name = "Workflows.Units";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "workflows.unit.duration", "s", "How long a unit of work took, with its commit and its repetitions", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10] });

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>("workflows.unit.conflicts", "{conflict}", "How often a unit of work lost against another, and ran again or was given up");

    /// <summary>A unit lost against another.</summary>
    public static void Conflict() => Conflicts.Add(1);

    /// <summary>Runs the unit and tells how long it took and how it ended: <c>committed</c>, <c>refused</c>, <c>conflict</c>, or <c>failed</c> with an exception.</summary>
    public static async Task<Result<T>> Measure<T>(Func<Task<Result<T>>> unit)
    {
        using var span = Source.StartActivity("unit");
        if (span is null && !Duration.Enabled) return await unit();
        var (began, outcome) = (Stopwatch.GetTimestamp(), "failed");
        try
        {
            var result = await unit();
            outcome = result.Refusal is not { } refusal ? "committed" : refusal.Code == "unit.conflict" ? "conflict" : "refused";
            span?.SetTag("unit.refusal", result.Refusal?.Code);
            return result;
        }
        finally
        {
            Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
            span?.SetTag("unit.outcome", outcome);
        }
    }
}
