namespace Elsa.Workflows.Runtime.Messages;

/// <summary>Create an instance.</summary>
public class CreateWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? ParentId { get; set; }
}

/// <summary>The instance has been created.</summary>
public record CreateWorkflowInstanceResponse;

/// <summary>Create an instance and run it.</summary>
public class CreateAndRunWorkflowInstanceRequest
{
    public WorkflowDefinitionHandle WorkflowDefinitionHandle { get; set; } = null!;
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Variables { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public string? ParentId { get; set; }
    public string? TriggerActivityId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
    public bool IncludeWorkflowOutput { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? SchedulingCallStackDepth { get; set; }
}

/// <summary>Run an instance: resume a bookmark or an activity, or start it if it has not run.</summary>
public class RunWorkflowInstanceRequest
{
    public static RunWorkflowInstanceRequest Empty => new();

    public string? TriggerActivityId { get; set; }
    public string? BookmarkId { get; set; }
    public ActivityHandle? ActivityHandle { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public IDictionary<string, object>? Variables { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public bool IncludeWorkflowOutput { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? SchedulingCallStackDepth { get; set; }
}

/// <summary>How the instance stands after the run.</summary>
public record RunWorkflowInstanceResponse
{
    public string WorkflowInstanceId { get; set; } = null!;
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public ICollection<Bookmark> Bookmarks { get; set; } = [];
    public ICollection<ActivityIncident> Incidents { get; set; } = [];
    public IDictionary<string, object>? Output { get; set; }
}
