using System.Diagnostics.Metrics;
using Workflows.Persistence;

namespace Workflows.Host.Running;

/// <summary>
/// What waits to be done, as gauges: how it was at the last look (<see cref="WatchLoad"/>). Each node tells what it sees of the one database, so take the largest of them and not their sum.
/// </summary>
public sealed class LoadMeters
{
    private readonly TimeProvider clock;
    private (Load Load, int Nodes)? seen;

    public LoadMeters(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Meters.Name);
        meter.CreateObservableGauge("workflows.instances", () => Each(load => load.Instances.Select(i => new Measurement<int>(i.Count, new KeyValuePair<string, object?>("state", i.SubStatus.ToString())))), "{instance}", "Instances of chains by state");
        Gauge("workflows.work_items.open", "{item}", "Work that somebody is asked for", load => load.OpenWorkItems);
        Gauge("workflows.work_items.overdue", "{item}", "Open work past its day", load => load.OverdueWorkItems);
        Backlogs("workflows.queue", "Queued work between instances", load => load.Queue);
        Backlogs("workflows.outbox", "Events of which people have not been told yet", load => load.Outbox);
        Backlogs("workflows.deliveries", "E-mails and webhooks on their way", load => load.Deliveries);
        Backlogs("workflows.timers", "Due times of waiting chains", load => load.Timers);
        Backlogs("workflows.papers", "Documents on paper that are to be made", load => load.Papers);
        meter.CreateObservableGauge("workflows.nodes", () => seen is { } now ? [new Measurement<int>(now.Nodes)] : (IEnumerable<Measurement<int>>)[], "{node}", "Nodes that gave a sign of life");

        void Gauge(string name, string unit, string what, Func<Load, int> value) => meter.CreateObservableGauge(name, () => Each(load => [new Measurement<int>(value(load))]), unit, what);

        void Backlogs(string name, string what, Func<Load, Backlog> which)
        {
            Gauge($"{name}.waiting", "{thing}", what, load => which(load).Waiting);
            Gauge($"{name}.given_up", "{thing}", $"{what}: failed so often that nobody tries any more", load => which(load).GivenUp);
            meter.CreateObservableGauge($"{name}.lag", () => seen is { } now ? [new Measurement<double>(which(now.Load).Lag(this.clock.GetUtcNow()).TotalSeconds)] : (IEnumerable<Measurement<double>>)[], "s", $"{what}: how late the oldest is");
        }
    }

    /// <summary>Keeps what was found; until then nothing is told.</summary>
    /// <param name="nodes">How many gave a sign of life.</param>
    public void Saw(Load load, int nodes) => seen = (load, nodes);

    private IEnumerable<Measurement<int>> Each(Func<Load, IEnumerable<Measurement<int>>> of) => seen is { } now ? of(now.Load) : [];
}
