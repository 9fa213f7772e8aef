using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Host.Operations;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Nodes;

/// <summary>Whether this node hears the others, and whether one of them died.</summary>
/// <param name="hear">Only on PostgreSQL.</param>
internal sealed class NodesHealth(WorkflowsDb db, TimeProvider clock, HearNodes? hear = null) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (hear is null) return Found.Well("nodes.one");
        if (!hear.IsHearing) return Found.Broken("nodes.deaf");
        var nodes = await db.Set<NodeRow>().AsNoTracking().ToListAsync(cancellationToken);
        var silent = nodes.Where(node => !node.IsAlive(clock.GetUtcNow())).Select(node => node.Name).ToList();
        return silent.Count == 0 ? Found.Well("nodes.heard", nodes.Count) : Found.Worse("nodes.silent", string.Join(", ", silent));
    }
}
