using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Approvals;

namespace Workflows.Host.Operations;

/// <summary>Ready is: the database answers, its shape is the one this program needs, and the chains are loaded.</summary>
public sealed class Readiness(ApprovalsDb db, StartUp start) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!start.IsDone) return HealthCheckResult.Unhealthy("The program is still starting.");
        if (!await db.Database.CanConnectAsync(cancellationToken)) return HealthCheckResult.Unhealthy("The database does not answer.");
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return HealthCheckResult.Unhealthy("The database lacks migrations of this version.");
        var findings = start.Findings.Count;
        return findings == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{findings} definition files were left out; see the log.");
    }
}
