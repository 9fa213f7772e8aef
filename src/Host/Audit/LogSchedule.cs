using Quartz;
using Workflows.Host.Demo;

namespace Workflows.Host.Audit;

/// <summary>Every minute the log takes in what was committed since.</summary>
[DisallowConcurrentExecution]
public sealed class LogSchedule(SealLog log) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        using var pass = StoryClock.Pass();
        if (pass is not null) await log.Run(cancellationToken);
    }
}
