namespace Elsa.Workflows.Options;

/// <summary>How to schedule an activity.</summary>
public class ScheduleWorkOptions
{
    public ScheduleWorkOptions(
        ActivityCompletionCallback? completionCallback = null,
        object? tag = null,
        ICollection<Variable>? variables = null,
        ActivityExecutionContext? existingActivityExecutionContext = null,
        bool preventDuplicateScheduling = false,
        IDictionary<string, object>? input = null)
    {
        CompletionCallback = completionCallback;
        Tag = tag;
        Variables = variables;
        ExistingActivityExecutionContext = existingActivityExecutionContext;
        PreventDuplicateScheduling = preventDuplicateScheduling;
        Input = input;
    }

    public ScheduleWorkOptions()
    {
    }

    public ActivityCompletionCallback? CompletionCallback { get; set; }
    public object? Tag { get; set; }
    public ICollection<Variable>? Variables { get; set; }
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }

    /// <summary>True: nothing happens if the same activity is already scheduled for the same owner.</summary>
    public bool PreventDuplicateScheduling { get; set; }

    public IDictionary<string, object>? Input { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
}
