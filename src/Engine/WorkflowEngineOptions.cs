using Elsa.Workflows.IncidentStrategies;

namespace Workflows.Engine;

/// <summary>Settings of the engine.</summary>
public class WorkflowEngineOptions
{
    /// <summary>
    /// How many activities one run of an instance may execute before it must wait or end. Range 1 and up, default 100,000. An instance that
    /// goes on longer (a loop without a wait) faults.
    /// </summary>
    public int MaxActivitiesPerRun { get; set; } = 100_000;

    /// <summary>What happens when an activity fails and its workflow does not say; default <see cref="FaultStrategy"/>.</summary>
    public Type DefaultIncidentStrategy { get; set; } = typeof(FaultStrategy);

    /// <summary>The time zone in which cron expressions are read; default UTC, as Elsa does.</summary>
    public TimeZoneInfo CronTimeZone { get; set; } = TimeZoneInfo.Utc;
}
