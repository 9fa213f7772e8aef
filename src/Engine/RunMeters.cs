using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workflows.Engine;

/// <summary>
/// What the engine tells of its runs to whoever listens: how long a start or a resumption took, from finding the instance until everything is handed to the store (the commit is the
/// caller's), and one span for each. Nobody listening costs nothing.
/// </summary>
internal static class RunMeters
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "Workflows.Engine";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "workflows.run.duration", "s", "How long a chain took to start or to go on, without the commit", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10] });

    /// <param name="kind"><c>start</c> or <c>resume</c>.</param>
    public static async Task<WorkflowRun> Measure(string kind, Func<Task<WorkflowRun>> act)
    {
        using var span = Source.StartActivity($"workflow.{kind}");
        if (span is null && !Duration.Enabled) return await act();
        var began = Stopwatch.GetTimestamp();
        var run = await act();
        Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, new("kind", kind), new("outcome", run.Outcome.ToString()));
        span?.SetTag("workflow.outcome", run.Outcome.ToString()).SetTag("workflow.definition", run.Instance?.DefinitionId).SetTag("workflow.instance", run.Instance?.Id);
        return run;
    }
}
