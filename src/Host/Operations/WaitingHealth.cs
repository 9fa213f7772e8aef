using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Persistence;

namespace Workflows.Host.Operations;

/// <summary>Whether what waits is done in time: how late the oldest is, and whether something was given up.</summary>
/// <param name="name">Of the sentences: <c>{name}.done</c>, <c>.late</c>, <c>.given-up</c>.</param>
/// <param name="worse">So late somebody should look.</param>
/// <param name="broken">So late nobody does it any more.</param>
internal abstract class WaitingHealth(ReadLoad read, TimeProvider clock, string name, Func<Load, Backlog> which, TimeSpan worse, TimeSpan broken) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = which(await read.Run(cancellationToken));
        var lag = waiting.Lag(clock.GetUtcNow());
        var minutes = lag.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);
        return lag > broken ? Found.Broken($"{name}.late", waiting.Waiting, minutes)
            : lag > worse ? Found.Worse($"{name}.late", waiting.Waiting, minutes)
            : waiting.GivenUp > 0 ? Found.Worse($"{name}.given-up", waiting.GivenUp)
            : Found.Well($"{name}.done", waiting.Waiting);
    }
}

internal sealed class QueueHealth(ReadLoad read, TimeProvider clock) : WaitingHealth(read, clock, "queue", load => load.Queue, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));

internal sealed class OutboxHealth(ReadLoad read, TimeProvider clock) : WaitingHealth(read, clock, "outbox", load => load.Outbox, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15));

internal sealed class DeliveriesHealth(ReadLoad read, TimeProvider clock) : WaitingHealth(read, clock, "deliveries", load => load.Deliveries, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
