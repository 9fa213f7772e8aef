namespace Workflows.Engine.Alterations;

/// <summary>A change an administrator makes to an instance that is under way.</summary>
public abstract record Alteration;

/// <summary>
/// Cancels an activity that runs, waits or has failed; its flowchart goes on as if the activity had completed without an outcome. Names the run of the activity, or the activity
/// and so all its runs.
/// </summary>
public sealed record CancelActivity(string? ActivityInstanceId = null, string? ActivityId = null) : Alteration;

/// <summary>Lets an activity that has failed try again; what it waited for when it failed it waits for again. Others that have failed stay as they are.</summary>
public sealed record RetryActivity(string? ActivityInstanceId = null, string? ActivityId = null) : Alteration;

/// <summary>Gives a variable another value, wherever it is in use. <paramref name="VariableId"/> is the variable's id or its name.</summary>
public sealed record ModifyVariable(string VariableId, object? Value) : Alteration;

/// <summary>
/// Goes back to an activity of a flowchart that is under way: what comes after it in the chart and is under way is cancelled, the arrows after it have not been
/// followed, and it runs again.
/// </summary>
/// <param name="Leaving">Further activities of the chart that are cancelled where they are under way, e.g. one before it to which a loop had led.</param>
public sealed record GoBack(string ActivityId, IReadOnlyCollection<string>? Leaving = null) : Alteration;

/// <summary>Moves the instance to another version of its definition. What has ended does not run again, and what waits goes on waiting.</summary>
public sealed record Migrate(int TargetVersion) : Alteration;

/// <summary>Why an alteration was refused.</summary>
/// <param name="Code">Stable, for instance <c>alteration.step-missing</c>.</param>
/// <param name="Problem">What was expected and what was found.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="ActivityId">The activity it is about, if it is about one.</param>
public sealed record AlterationFinding(string Code, string Problem, string Remedy, string? ActivityId = null);

/// <summary>What came of altering an instance: the instance as it is now, or what was in the way, and then nothing has changed.</summary>
public sealed record AlterationResult(WorkflowInstance? Instance, IReadOnlyList<AlterationFinding> Findings)
{
    public bool Succeeded => Findings.Count == 0;
}
