namespace Elsa.Workflows.State;

/// <summary>
/// All an instance needs to go on: what waits, whom to tell, the contexts that are not finished, and values. Finished contexts are left out.
/// </summary>
public class WorkflowState
{
    public string Id { get; set; } = null!;
    public string DefinitionId { get; set; } = null!;
    public string DefinitionVersionId { get; set; } = null!;
    public int DefinitionVersion { get; set; }
    public string? ParentWorkflowInstanceId { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public bool IsExecuting { get; set; }
    public bool IsSystem { get; set; }
    public ICollection<Bookmark> Bookmarks { get; set; } = new List<Bookmark>();
    public ICollection<ActivityIncident> Incidents { get; set; } = new List<ActivityIncident>();
    public ICollection<CompletionCallbackState> CompletionCallbacks { get; set; } = new List<CompletionCallbackState>();
    public ICollection<ActivityExecutionContextState> ActivityExecutionContexts { get; set; } = new List<ActivityExecutionContextState>();
    public ICollection<ActivityWorkItemState> ScheduledActivities { get; set; } = new List<ActivityWorkItemState>();
    public long ExecutionLogSequence { get; set; }
    public IDictionary<string, object> Input { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Output { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>An unfinished activity of an instance.</summary>
public class ActivityExecutionContextState
{
    public string Id { get; set; } = null!;
    public string? ParentContextId { get; set; }
    public string ScheduledActivityNodeId { get; set; } = null!;
    public string? OwnerActivityNodeId { get; set; }
    public IDictionary<string, object> Properties { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();
    public IDictionary<string, object>? ActivityState { get; set; } = new Dictionary<string, object>();
    public ICollection<Variable> DynamicVariables { get; set; } = new List<Variable>();
    public ActivityStatus Status { get; set; }
    public bool IsExecuting { get; set; }
    public int FaultCount { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public object? Tag { get; set; }
    public int CallStackDepth { get; set; }

    /// <summary>Who scheduled it; needed to write its execution record again. Not part of Elsa's state.</summary>
    public string? SchedulingActivityExecutionId { get; set; }

    /// <summary>The activity of <see cref="SchedulingActivityExecutionId"/>. Not part of Elsa's state.</summary>
    public string? SchedulingActivityId { get; set; }
}

/// <summary>Whom to tell when a child completes, by method name.</summary>
public class CompletionCallbackState
{
    public CompletionCallbackState()
    {
    }

    public CompletionCallbackState(string ownerInstanceId, string childNodeId, string? methodName, object? tag = null)
    {
        OwnerInstanceId = ownerInstanceId;
        ChildNodeId = childNodeId;
        MethodName = methodName;
        Tag = tag;
    }

    public string OwnerInstanceId { get; init; } = null!;
    public string ChildNodeId { get; init; } = null!;
    public string? MethodName { get; init; }
    public object? Tag { get; init; }
}

/// <summary>An activity that is scheduled but has not run.</summary>
public class ActivityWorkItemState
{
    public string ActivityNodeId { get; set; } = null!;
    public string? OwnerContextId { get; set; }
    public string? ExistingActivityExecutionContextId { get; set; }
    public object? Tag { get; set; }
    public ICollection<Variable>? Variables { get; set; }
    public IDictionary<string, object>? Input { get; set; }
}
