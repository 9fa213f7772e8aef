namespace Workflows.Activities;

/// <summary>What a case waits for after it was received: the decision on it.</summary>
/// <param name="CaseId">Id of the case, in digits.</param>
public sealed record CaseDecisionStimulus(string CaseId);
