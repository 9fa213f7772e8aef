namespace Workflows.Activities;

/// <summary>What a waiting activity waits for: the decision of this work item.</summary>
/// <param name="WorkItemId">Id of the work item, in digits.</param>
public sealed record WorkItemStimulus(string WorkItemId);
