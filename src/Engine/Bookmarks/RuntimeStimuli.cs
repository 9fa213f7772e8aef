namespace Elsa.Workflows.Runtime.Stimuli;

/// <summary>An event has been published.</summary>
public record EventStimulus(string EventName);

/// <summary>A dispatched child has ended.</summary>
public record DispatchWorkflowStimulus(string ChildInstanceId);

/// <summary>A child has ended.</summary>
public record ExecuteWorkflowStimulus(string ChildInstanceId);

/// <summary>A task has been reported as done. Only its id counts.</summary>
public record RunTaskStimulus(string TaskId, [property: ExcludeFromHash] string TaskName);

/// <summary>One of many children has ended.</summary>
public class BulkDispatchWorkflowsStimulus(string parentInstanceId)
{
    public string ParentInstanceId { get; init; } = parentInstanceId;

    /// <summary>How many children there are.</summary>
    [ExcludeFromHash] public long ScheduledInstanceIdsCount { get; set; }
}
