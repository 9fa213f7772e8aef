using Elsa.Scheduling;
using Elsa.Scheduling.Bookmarks;

namespace Workflows.Engine;

/// <summary>When a trigger that comes again and again is due. What fell due while nobody looked is made up for once, not for every time.</summary>
internal sealed record Recurrence(TimeSpan? Every, string? Cron)
{
    /// <summary>The shortest interval between two starts.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The recurrence of a trigger's payload and its first time; null if it does not recur.</summary>
    public static (Recurrence Recurrence, DateTimeOffset First)? Of(object? payload, ICronParser cron) => payload switch
    {
        TimerTriggerPayload timer => (new Recurrence(Checked(timer.Interval), null), timer.StartAt),
        CronTriggerPayload { CronExpression: var expression } => (new Recurrence(null, expression), cron.GetNextOccurrence(expression)),
        _ => null
    };

    /// <summary>The first time after now; an interval keeps its beat.</summary>
    public DateTimeOffset After(DateTimeOffset due, DateTimeOffset now, ICronParser cron)
    {
        if (Every is not { } every) return cron.GetNextOccurrence(Cron!);
        var missed = now > due ? (now - due).Ticks / every.Ticks : 0;
        return due + TimeSpan.FromTicks(every.Ticks * (missed + 1));
    }

    private static TimeSpan Checked(TimeSpan interval) => interval >= Shortest
        ? interval
        : throw new UnusableInputException("trigger.interval-too-short", $"Expected an interval of at least {Shortest.TotalSeconds:0} second, found {interval}. Enter a longer one, for instance 00:01:00.", [interval]);
}
