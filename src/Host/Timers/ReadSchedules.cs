using Quartz;

namespace Workflows.Host.Timers;

/// <summary>A schedule of the program itself.</summary>
/// <param name="Name">E.g. <c>TimerSchedule</c>.</param>
/// <param name="Last">When it came last; on another node perhaps.</param>
/// <param name="Next">When it comes next.</param>
public sealed record ScheduleLine(string Name, DateTimeOffset? Last, DateTimeOffset? Next);

/// <summary>The schedules that Quartz keeps.</summary>
/// <param name="schedulers">Absent where nothing runs in the background.</param>
public sealed class ReadSchedules(ISchedulerFactory? schedulers = null)
{
    public async Task<IReadOnlyList<ScheduleLine>> Run(CancellationToken cancellation = default)
    {
        if (schedulers is null) return [];
        var scheduler = await schedulers.GetScheduler(cancellation);
        return [.. (await scheduler.QueryTriggers(new TriggerQuery(), cancellation)).Items.Select(trigger => new ScheduleLine(trigger.Key.Name, trigger.PreviousFireTimeUtc, trigger.NextFireTimeUtc))];
    }
}
