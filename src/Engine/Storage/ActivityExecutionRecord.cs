namespace Elsa.Workflows.Runtime.Entities;

/// <summary>One run of an activity in an instance.</summary>
public class ActivityExecutionRecord : Entity
{
    public string WorkflowInstanceId { get; set; } = null!;
    public string ActivityId { get; set; } = null!;
    public string ActivityNodeId { get; set; } = null!;
    public string ActivityType { get; set; } = null!;
    public int ActivityTypeVersion { get; set; }
    public string? ActivityName { get; set; }
    public IDictionary<string, object>? ActivityState { get; set; }
    public IDictionary<string, object>? Payload { get; set; }
    public IDictionary<string, object>? Outputs { get; set; }
    public IDictionary<string, object>? Properties { get; set; }
    public IDictionary<string, object>? Metadata { get; set; }
    public ExceptionState? Exception { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public bool HasBookmarks { get; set; }
    public ActivityStatus Status { get; set; }
    public int AggregateFaultCount { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingActivityId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
    public int? CallStackDepth { get; set; }
}
