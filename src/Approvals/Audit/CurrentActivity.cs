namespace Workflows.Approvals.Audit;

/// <summary>
/// Where in which chain this unit of work is; audit entries take it over (R78). Opening and closing a work item sets it;
/// an activity without a work item sets it itself.
/// </summary>
public sealed class CurrentActivity
{
    public string? InstanceId { get; private set; }
    public string? DefinitionId { get; private set; }
    public int? DefinitionVersion { get; private set; }

    /// <summary>The activity as the chain names it.</summary>
    public string? Activity { get; private set; }

    /// <summary>The clause that the activity rests on, as the chain names it.</summary>
    public string? Clause { get; private set; }

    public void Set(string? instanceId, string? definitionId, int? definitionVersion, string? activity, string? clause = null) =>
        (InstanceId, DefinitionId, DefinitionVersion, Activity, Clause) = (instanceId, definitionId, definitionVersion, activity, clause);
}
