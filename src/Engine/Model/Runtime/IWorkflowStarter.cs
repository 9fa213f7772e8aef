namespace Elsa.Workflows.Runtime;

/// <summary>Starts workflows.</summary>
public interface IWorkflowStarter
{
    Task<StartWorkflowResponse> StartWorkflowAsync(StartWorkflowRequest request, CancellationToken cancellationToken = default);
}

/// <summary>Start an instance.</summary>
public class StartWorkflowRequest
{
    public WorkflowDefinitionHandle? WorkflowDefinitionHandle { get; set; }
    public Workflow? Workflow { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Variables { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? ParentId { get; set; }
    public string? TriggerActivityId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
}

/// <summary>How the instance stands, or that it could not start.</summary>
public record StartWorkflowResponse
{
    public bool CannotStart { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public WorkflowStatus? Status { get; set; }
    public WorkflowSubStatus? SubStatus { get; set; }
    public ICollection<Bookmark> Bookmarks { get; set; } = [];
    public ICollection<ActivityIncident> Incidents { get; set; } = [];
}
