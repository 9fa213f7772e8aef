using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Approvals;

namespace Workflows.Host.Operations;

/// <summary>Ready is: the database answers, its shape is the one this program needs, the chains are loaded, and nobody has asked the program to end.</summary>
public sealed class Readiness(ApprovalsDb db, StartUp start, Drain drain) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (drain.HasBegun) return Found.Broken("program.ending");
        if (!start.IsDone) return Found.Broken("program.starting");
        if (!await db.Database.CanConnectAsync(cancellationToken)) return Found.Broken("database.silent");
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return Found.Broken("database.old");
        var findings = start.Findings.Count;
        return findings == 0 ? Found.Well("program.ready") : Found.Worse("program.left-out", findings);
    }
}
