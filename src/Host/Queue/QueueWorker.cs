using Workflows.Persistence;

namespace Workflows.Host.Queue;

/// <summary>Works the queue off after every commit that left work in it, and every few seconds in case another node left some.</summary>
public sealed partial class QueueWorker(UnitOfWork unit, WorkOffQueue queue, TimeProvider clock, ILogger<QueueWorker> log) : WorkAfterCommits(unit, clock, TimeSpan.FromSeconds(5))
{
    protected override bool Concerns(Committed committed) => committed is { QueueHasWork: true, IsElsewhere: false };

    protected override Task Work(CancellationToken stopping) => queue.Run(stopping);

    protected override void Failed(Exception exception) => LogFailed(log, exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue could not be read; it will be tried again")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
