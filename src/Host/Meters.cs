using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workflows.Host;

/// <summary>Counts what the program does by itself, for whoever listens; what waits to be done is told by <c>Running</c>.</summary>
internal static class Meters
{
    /// <summary>Name of the meter and of the source of spans; those of the engine and of units of work begin with it.</summary>
    public const string Name = "Workflows";

    public static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("workflows.jobs", "{job}", "Documents on paper that jobs made or failed to make, by outcome");
    private static readonly Counter<long> Queue = Meter.CreateCounter<long>("workflows.queue.done", "{work}", "Queued work that was done or failed, by outcome");
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("workflows.deliveries", "{delivery}", "E-mails and webhooks that arrived or failed, by channel and outcome");
    private static readonly Counter<long> Clock = Meter.CreateCounter<long>("workflows.clock.acts", "{act}", "What the clock decided or failed to, by outcome");

    public static void JobDone(bool succeeded) => Jobs.Add(1, Outcome(succeeded));

    public static void QueuedWorkDone(bool succeeded) => Queue.Add(1, Outcome(succeeded));

    public static void DeliveryDone(string channel, bool succeeded) => Deliveries.Add(1, new KeyValuePair<string, object?>("channel", channel), Outcome(succeeded));

    public static void ClockActed(bool succeeded) => Clock.Add(1, Outcome(succeeded));

    private static KeyValuePair<string, object?> Outcome(bool succeeded) => new("outcome", succeeded ? "done" : "failed");
}
