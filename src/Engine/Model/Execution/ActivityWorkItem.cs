namespace Elsa.Workflows.Models;

/// <summary>Something the scheduler is to run: an activity anew, or again in an existing context.</summary>
public class ActivityWorkItem(
    IActivity activity,
    ActivityExecutionContext? owner = null,
    object? tag = null,
    IEnumerable<Variable>? variables = null,
    ActivityExecutionContext? existingActivityExecutionContext = null,
    IDictionary<string, object>? input = null,
    string? schedulingActivityExecutionId = null,
    string? schedulingWorkflowInstanceId = null,
    int? schedulingCallStackDepth = null)
{
    public IActivity Activity { get; } = activity;
    public ActivityExecutionContext? Owner { get; set; } = owner;
    public object? Tag { get; set; } = tag;
    public IEnumerable<Variable>? Variables { get; set; } = variables;
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; } = existingActivityExecutionContext;
    public IDictionary<string, object>? Input { get; set; } = input;
    public string? SchedulingActivityExecutionId { get; set; } = schedulingActivityExecutionId;
    public string? SchedulingWorkflowInstanceId { get; set; } = schedulingWorkflowInstanceId;
    public int? SchedulingCallStackDepth { get; set; } = schedulingCallStackDepth;

    /// <summary>The bookmark this item resumes; null when it runs the activity from the start.</summary>
    internal Bookmark? Bookmark { get; init; }

    internal string? SchedulingActivityId { get; init; }
}
