using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;
using Workflows.Approvals.Organisations;
using Workflows.Host.Jobs;
using Workflows.Host.Nodes;
using Workflows.Host.Operations;
using Workflows.Host.Timers;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Running;

/// <summary>How the program runs, for flow administrators and auditors: read from the program's own tables, schedules and jobs at this moment.</summary>
public sealed class ReadOperations(WorkflowsDb db, ReadLoad load, ReadSchedules schedules, ReadJobs jobs, HealthCheckService health, ThisNode node, IStringLocalizer<Text> text, TimeProvider clock)
{
    /// <summary>Due times that are shown.</summary>
    private const int MostTimers = 20;

    /// <returns>Null for anybody else.</returns>
    public async Task<OperationsView?> Run(Caller caller, CancellationToken cancellation = default)
    {
        if (!MayRead(caller)) return null;
        var now = clock.GetUtcNow();
        var nodes = await db.Set<NodeRow>().AsNoTracking().ToListAsync(cancellation);
        return new OperationsView(
            now, await Lines(cancellation), await load.Run(cancellation), await load.Timers(MostTimers, cancellation), await schedules.Run(cancellation), await jobs.Run(cancellation),
            [.. nodes.OrderBy(row => row.StartedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => new NodeLine(row.Name, row.Version, row.StartedAt, row.SeenAt, row.IsAlive(now), row.Id == node.Id))]);
    }

    /// <summary>What the program depends on, each with a sentence.</summary>
    /// <returns>Null for anybody else.</returns>
    public async Task<IReadOnlyList<HealthLine>?> Health(Caller caller, CancellationToken cancellation = default) => MayRead(caller) ? await Lines(cancellation) : null;

    private async Task<IReadOnlyList<HealthLine>> Lines(CancellationToken cancellation) =>
        [.. from entry in (await health.CheckHealthAsync(cancellation)).Entries select new HealthLine(entry.Key, entry.Value.Status, Sentence(entry.Value), (int)entry.Value.Duration.TotalMilliseconds)];

    /// <summary>A check that threw, or ran out of time, says so in its own words.</summary>
    private string Sentence(HealthReportEntry entry) => entry.Data.TryGetValue(Found.Of, out var of) ? text[$"Health.{entry.Description}", (object[])of] : entry.Exception?.Message ?? entry.Description ?? "";

    private static bool MayRead(Caller caller) => caller.Has(SeatRole.FlowAdministrator) || caller.Has(SeatRole.Auditor);
}
