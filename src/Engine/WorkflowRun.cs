namespace Workflows.Engine;

/// <summary>What came of asking the runtime for something.</summary>
public enum RunOutcome
{
    /// <summary>The instance ran, until it waits or has ended.</summary>
    Ran,

    /// <summary>There is no such definition, or no version as wanted.</summary>
    DefinitionNotFound,

    /// <summary>The activation strategy refused a new instance.</summary>
    ActivationRefused,

    /// <summary>There is no such instance.</summary>
    InstanceNotFound,

    /// <summary>The instance has finished, faulted or been cancelled.</summary>
    InstanceEnded,

    /// <summary>Nothing waits there any more: it was resumed before, or its activity was cancelled.</summary>
    BookmarkGone,

    /// <summary>The timer is gone, or not due yet.</summary>
    TimerNotDue,

    /// <summary>No activity of the instance has failed, so there is nothing to try again.</summary>
    NothingFailed,

    /// <summary>The stimulus matched nothing.</summary>
    NothingMatched,

    /// <summary>It will be done after the commit.</summary>
    Queued
}

/// <summary>What came of it, and the instance it happened to (null if there is none).</summary>
public sealed record WorkflowRun(RunOutcome Outcome, WorkflowInstance? Instance = null)
{
    public bool Ran => Outcome == RunOutcome.Ran;
}

/// <summary>How to start an instance.</summary>
public sealed record WorkflowStart
{
    /// <summary>Default: a new id.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What ties the instance to something outside, for instance <c>case:123</c>.</summary>
    public string? CorrelationId { get; init; }

    public string? Name { get; init; }
    public IDictionary<string, object>? Input { get; init; }
    public IDictionary<string, object>? Properties { get; init; }
    public string? ParentInstanceId { get; init; }

    /// <summary>The trigger that starts it: the flow begins there.</summary>
    public string? TriggerActivityId { get; init; }

    public string? SchedulingActivityExecutionId { get; init; }
    public string? SchedulingWorkflowInstanceId { get; init; }
    public int? SchedulingCallStackDepth { get; init; }
}
