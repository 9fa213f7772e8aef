namespace Elsa.Workflows.Runtime.Stimuli;

/// <summary>An event has been published.</summary>
public record EventStimulus(string EventName);

/// <summary>A dispatched child has ended.</summary>
public record DispatchWorkflowStimulus(string ChildInstanceId);

/// <summary>A child has ended.</summary>
public record ExecuteWorkflowStimulus(string ChildInstanceId);
