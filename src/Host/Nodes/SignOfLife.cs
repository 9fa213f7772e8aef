using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;

namespace Workflows.Host.Nodes;

/// <summary>Tells every few seconds, as a row, that this node is alive and which version it runs; takes the row away when it ends, and those of nodes that have been dead for a day.</summary>
public sealed partial class SignOfLife(UnitOfWork unit, ThisNode node, TimeProvider clock, ILogger<SignOfLife> log) : WorkAfterCommits(unit, clock, NodeRow.Every)
{
    private readonly UnitOfWork units = unit;
    private readonly TimeProvider time = clock;

    protected override bool Concerns(Committed committed) => false;

    protected override Task Work(CancellationToken stopping) => Give(stopping);

    protected override void Failed(Exception exception) => LogFailed(log, exception);

    /// <summary>Gives one sign of life.</summary>
    public Task Give(CancellationToken cancellation = default) => units.Run<Done>(
        Actor.System,
        async (scope, token) =>
        {
            var (rows, now) = (scope.GetRequiredService<WorkflowsDb>().Set<NodeRow>(), time.GetUtcNow());
            var all = await rows.ToListAsync(token);
            if (all.Find(row => row.Id == node.Id) is { } own) own.SeenAt = now;
            else rows.Add(new NodeRow { Id = node.Id, Name = node.Name, Version = ThisNode.Version, StartedAt = node.StartedAt, SeenAt = now });
            rows.RemoveRange(all.Where(row => now - row.SeenAt > NodeRow.Shown));
            return Done.Result;
        },
        cancellation);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await units.Run<Done>(
                Actor.System,
                async (scope, token) =>
                {
                    var rows = scope.GetRequiredService<WorkflowsDb>().Set<NodeRow>();
                    rows.RemoveRange(await rows.Where(row => row.Id == node.Id).ToListAsync(token));
                    return Done.Result;
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database is gone too; the row tells of a dead node for a day.
            LogFailed(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No sign of life could be given; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
