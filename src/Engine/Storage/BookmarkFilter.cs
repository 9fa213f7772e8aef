namespace Elsa.Workflows.Runtime.Filters;

/// <summary>Which bookmarks are wanted; members that are null do not narrow.</summary>
public class BookmarkFilter
{
    public string? BookmarkId { get; set; }
    public ICollection<string>? BookmarkIds { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public ICollection<string>? WorkflowInstanceIds { get; set; }
    public string? Hash { get; set; }
    public ICollection<string>? Hashes { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public ICollection<string>? Names { get; set; }
    public string? ActivityInstanceId { get; set; }
}
