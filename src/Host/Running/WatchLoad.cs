using Microsoft.EntityFrameworkCore;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Running;

/// <summary>Looks every half minute at what waits to be done, for the gauges.</summary>
public sealed partial class WatchLoad(UnitOfWork unit, LoadMeters meters, TimeProvider clock, ILogger<WatchLoad> log) : WorkAfterCommits(unit, clock, TimeSpan.FromSeconds(30))
{
    private readonly UnitOfWork units = unit;
    private readonly TimeProvider time = clock;

    protected override bool Concerns(Committed committed) => false;

    protected override Task Work(CancellationToken stopping) => Look(stopping);

    protected override void Failed(Exception exception) => LogFailed(log, exception);

    /// <summary>Looks once.</summary>
    public async Task Look(CancellationToken cancellation = default)
    {
        var (load, nodes) = await units.Read(
            async (scope, token) => (await scope.GetRequiredService<ReadLoad>().Run(token), await scope.GetRequiredService<WorkflowsDb>().Set<NodeRow>().ToListAsync(token)), cancellation);
        meters.Saw(load, nodes.Count(node => node.IsAlive(time.GetUtcNow())));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits to be done could not be counted; the figures stay as they were")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
