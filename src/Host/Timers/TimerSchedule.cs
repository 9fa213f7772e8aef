using Quartz;
using Workflows.Host.Demo;

namespace Workflows.Host.Timers;

/// <summary>Every few seconds looks for what is due. The schedule itself is in memory and holds nothing: due times are rows.</summary>
[DisallowConcurrentExecution]
public sealed class TimerSchedule(FireDueTimers fire) : IJob
{
    /// <summary>Seconds between two looks.</summary>
    public const int Seconds = 3;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var pass = StoryClock.Pass();
        if (pass is not null) await fire.Run(cancellationToken);
    }
}
