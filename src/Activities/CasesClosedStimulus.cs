namespace Workflows.Activities;

/// <summary>What a dispatching activity waits for: a case that it opened has ended.</summary>
/// <param name="Dispatch">Which dispatch opened it; the beginning of the case's key.</param>
public sealed record CasesClosedStimulus(string Dispatch);
