using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Approvals;

namespace Workflows.Host.Operations;

/// <summary>Whether the database answers, and how fast.</summary>
internal sealed class DatabaseHealth(ApprovalsDb db) : IHealthCheck
{
    /// <summary>An answer to nothing at all should not take longer.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.GetTimestamp();
        if (!await db.Database.CanConnectAsync(cancellationToken)) return Found.Broken("database.silent");
        await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        var (name, milliseconds) = (db.Database.IsNpgsql() ? "PostgreSQL" : "SQLite", took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        return took > Slow ? Found.Worse("database.slow", name, milliseconds) : Found.Well("database.answers", name, milliseconds);
    }
}
