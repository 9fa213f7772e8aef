using Cronos;
using Elsa.Scheduling;
using Microsoft.Extensions.Options;

namespace Workflows.Engine;

/// <summary>Cron expressions of six fields, the first for seconds, as Elsa reads them; in the time zone of <see cref="WorkflowEngineOptions.CronTimeZone"/>.</summary>
internal sealed class CronParser(TimeProvider time, IOptions<WorkflowEngineOptions> options) : ICronParser
{
    public DateTimeOffset GetNextOccurrence(string expression)
    {
        CronExpression parsed;
        try
        {
            parsed = CronExpression.Parse(expression, CronFormat.IncludeSeconds);
        }
        catch (CronFormatException e)
        {
            throw new UnusableInputException(
                "trigger.cron-malformed",
                $"Expected a cron expression of six fields (second, minute, hour, day, month, weekday), found \"{expression}\": {e.Message} Write for instance \"0 0 9 * * *\" for every day at nine.", [expression], e);
        }

        return parsed.GetNextOccurrence(time.GetUtcNow(), options.Value.CronTimeZone)?.ToUniversalTime()
            ?? throw new UnusableInputException("trigger.cron-never", $"Expected a time that comes, found \"{expression}\", which never does. Name a day that exists.", [expression]);
    }
}
