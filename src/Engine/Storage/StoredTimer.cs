namespace Workflows.Engine.Storage;

/// <summary>A due time that resumes a bookmark.</summary>
public class StoredTimer
{
    public string Id { get; set; } = null!;
    public DateTimeOffset DueAt { get; set; }
    public string WorkflowInstanceId { get; set; } = null!;
    public string BookmarkId { get; set; } = null!;

    /// <summary>The name of the bookmark, for instance <c>Elsa.Delay</c>.</summary>
    public string Kind { get; set; } = null!;
}
