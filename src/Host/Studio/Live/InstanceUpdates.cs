using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Workflows.Host.Studio.Instances;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Live;

/// <summary>
/// Tells whoever looks at an instance that it changed, after the commit that changed it, on whatever node. Several commits while one message is on its way
/// become one message.
/// </summary>
internal sealed partial class InstanceUpdates(UnitOfWork unit, Observers observers, IHubContext<WorkflowInstanceHub> hub, ILogger<InstanceUpdates> log) : BackgroundService
{
    private readonly Channel<string> changed = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        unit.Committed += Note;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        unit.Committed -= Note;
        return base.StopAsync(cancellationToken);
    }

    private void Note(Committed committed)
    {
        foreach (var id in committed.MayBeAnything ? observers.All() : committed.Instances)
            if (observers.Any(id)) changed.Writer.TryWrite(id);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        while (await changed.Reader.WaitToReadAsync(stoppingToken))
        {
            waiting.Clear();
            while (changed.Reader.TryRead(out var id)) waiting.Add(id);
            foreach (var id in waiting)
            {
                try
                {
                    await Tell(id, stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    LogFailure(log, failure, id);
                }
            }
        }
    }

    private async Task Tell(string id, CancellationToken cancellation)
    {
        var stats = await unit.Read((scope, token) => scope.GetRequiredService<ReadExecutions>().Report(new ReportQuery(id, null), token), cancellation);
        var observing = hub.Clients.Group(id);
        await observing.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats }, cancellation);
        await observing.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellation);
        await observing.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = id }, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Those who look at instance {Instance} could not be told that it changed")]
    private static partial void LogFailure(ILogger log, Exception failure, string instance);
}
