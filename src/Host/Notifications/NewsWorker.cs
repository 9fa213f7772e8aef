using Workflows.Host.Demo;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>Tells and delivers after every commit that left something to tell, and every half minute what another node left, what failed before and what is due daily.</summary>
public sealed partial class NewsWorker(UnitOfWork unit, TellPeople tell, GatherDigests digests, SendDeliveries send, TimeProvider clock, ILogger<NewsWorker> log) : WorkAfterCommits(unit, clock, TimeSpan.FromSeconds(30))
{
    protected override bool Concerns(Committed committed) => committed.OutboxHasWork;

    protected override async Task Work(CancellationToken stopping)
    {
        using var pass = StoryClock.Pass();
        if (pass is null) return;
        await tell.Run(stopping);
        await digests.Run(stopping);
        await send.Run(stopping);
    }

    protected override void Failed(Exception exception) => LogFailed(log, exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "News could not be told or delivered; it is tried again")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
