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
