using System.Text.Json.Serialization;

namespace Elsa.Scheduling.Bookmarks;

/// <summary>Waits until a time.</summary>
public record DelayPayload(DateTimeOffset ResumeAt) : IDueStimulus
{
    [JsonIgnore] DateTimeOffset IDueStimulus.DueAt => ResumeAt;
}

/// <summary>Waits until a time.</summary>
public record StartAtPayload(DateTimeOffset ExecuteAt) : IDueStimulus
{
    [JsonIgnore] DateTimeOffset IDueStimulus.DueAt => ExecuteAt;
}

/// <summary>Waits until an interval has passed.</summary>
public record TimerBookmarkPayload(DateTimeOffset ResumeAt) : IDueStimulus
{
    [JsonIgnore] DateTimeOffset IDueStimulus.DueAt => ResumeAt;
}

/// <summary>Waits until a cron expression comes.</summary>
public record CronBookmarkPayload(DateTimeOffset ExecuteAt, string CronExpression) : IDueStimulus
{
    [JsonIgnore] DateTimeOffset IDueStimulus.DueAt => ExecuteAt;
}

/// <summary>Starts an instance again and again.</summary>
public record TimerTriggerPayload(DateTimeOffset StartAt, TimeSpan Interval);

/// <summary>Starts an instance each time a cron expression comes.</summary>
public record CronTriggerPayload(string CronExpression);
