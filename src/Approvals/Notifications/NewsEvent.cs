namespace Workflows.Approvals.Notifications;

/// <summary>An event as other systems are told of it: names and numbers of matters, no person and no words of anybody.</summary>
/// <param name="Matter">Title of the work item, the copy, the list or the outcome.</param>
/// <param name="Number">Number of the case.</param>
/// <param name="Unit">Name of the unit whose case it is.</param>
/// <param name="Link">Path on this site.</param>
public sealed record NewsEvent(NewsKind Kind, DateTimeOffset At, Label Matter, string? Number, string Unit, string Link)
{
    public long? CaseId { get; init; }
    public long? CallId { get; init; }
    public long? WorkItemId { get; init; }
    public long? ListId { get; init; }
}
