namespace Workflows.Engine;

/// <summary>A stimulus that the clock sends: a bookmark with such a payload gets a timer.</summary>
internal interface IDueStimulus
{
    DateTimeOffset DueAt { get; }
}
