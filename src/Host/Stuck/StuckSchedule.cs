using Quartz;
using Workflows.Persistence;

namespace Workflows.Host.Stuck;

/// <summary>Every few minutes looks for what is stuck and says so in the log, so that nobody has to open the page to learn of it.</summary>
[DisallowConcurrentExecution]
public sealed partial class StuckSchedule(UnitOfWork unit, ILogger<StuckSchedule> log) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var found = await unit.Read((scope, token) => scope.GetRequiredService<FindStuck>().Run(token), cancellationToken);
        if (found.Count > 0) LogStuck(log, found.Count, string.Join(", ", found.Take(10).Select(each => $"{each.Reason} {each.Id}")));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} things do not go on by themselves; see /stuck. The longest: {Some}")]
    private static partial void LogStuck(ILogger log, int count, string some);
}
