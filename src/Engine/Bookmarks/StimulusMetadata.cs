namespace Elsa.Workflows.Runtime;

/// <summary>Whom a stimulus is addressed to, and what it carries. Members that are null do not narrow.</summary>
public class StimulusMetadata
{
    public string? CorrelationId { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public string? ActivityInstanceId { get; set; }
    public string? BookmarkId { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
}
