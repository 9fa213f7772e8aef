using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Quartz;
using Workflows.Host.Operations;
using Workflows.Persistence;

namespace Workflows.Host.Timers;

/// <summary>Whether the schedules run, and whether what is due has been done.</summary>
/// <param name="schedulers">Absent where nothing runs in the background.</param>
internal sealed class SchedulesHealth(ReadLoad read, TimeProvider clock, ISchedulerFactory? schedulers = null) : IHealthCheck
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (schedulers is null) return Found.Worse("schedules.off");
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (scheduler.Status != SchedulerStatus.Running) return Found.Broken("schedules.stopped");
        var load = await read.Run(cancellationToken);
        var lag = load.Timers.Lag(clock.GetUtcNow());
        return lag > Late ? Found.Worse("schedules.late", lag.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)) : Found.Well("schedules.run", load.Timers.Waiting);
    }
}
