using System.Threading.Channels;
using Workflows.Persistence;

namespace Workflows.Host.Queue;

/// <summary>Works the queue off after every commit that left work in it, and every few seconds in case another node left some.</summary>
public sealed partial class QueueWorker(UnitOfWork unit, WorkOffQueue queue, TimeProvider clock, ILogger<QueueWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        unit.Committed += Wake;
        using var pulse = clock.CreateTimer(_ => calls.Writer.TryWrite(true), null, Pause, Pause);
        try
        {
            calls.Writer.TryWrite(true);
            await foreach (var _ in calls.Reader.ReadAllAsync(stopping))
                await Work(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        finally
        {
            unit.Committed -= Wake;
        }
    }

    private void Wake(Committed committed)
    {
        if (committed.QueueHasWork) calls.Writer.TryWrite(true);
    }

    private async Task Work(CancellationToken stopping)
    {
        try
        {
            await queue.Run(stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(log, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue could not be read; it will be tried again")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
