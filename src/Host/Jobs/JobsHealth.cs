using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Host.Operations;

namespace Workflows.Host.Jobs;

/// <summary>Whether somebody works on jobs, and whether some have failed for good. Of the machine's time, as Hangfire keeps it.</summary>
internal sealed class JobsHealth(ReadJobs read) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await read.Run(cancellationToken) is not { } jobs) return Found.Worse("jobs.off");
        var alive = jobs.Servers.Count(server => TimeProvider.System.GetUtcNow() - server.SeenAt < Patience);
        return alive == 0 ? Found.Broken("jobs.nobody") : jobs.Failed > 0 ? Found.Worse("jobs.failed", jobs.Failed) : Found.Well("jobs.run", alive);
    }
}
