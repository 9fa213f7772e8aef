namespace Elsa.Workflows.Models;

/// <summary>Which definition, which version, and the id of that version.</summary>
public record WorkflowIdentity(string DefinitionId, int Version, string Id, string? TenantId = null)
{
    public static WorkflowIdentity VersionOne { get; } = new(null!, 1, null!);
}

/// <summary>Whether a version is the latest, and whether it is the published one.</summary>
public record WorkflowPublication(bool IsLatest, bool IsPublished)
{
    public static WorkflowPublication LatestAndPublished { get; } = new(true, true);
    public static WorkflowPublication LatestDraft { get; } = new(true, false);
    public static WorkflowPublication Draft { get; } = new(false, false);
}

/// <summary>Name and description of a version, when it was made and by which version of the tool.</summary>
public record WorkflowMetadata(string? Name = null, string? Description = null, DateTimeOffset CreatedAt = default, Version? ToolVersion = null);

/// <summary>Settings of a workflow.</summary>
public class WorkflowOptions
{
    /// <summary>May a new instance start? Null: always.</summary>
    public Type? ActivationStrategyType { get; set; }

    public bool? UsableAsActivity { get; set; }
    public bool AutoUpdateConsumingWorkflows { get; set; }
    public string? ActivityCategory { get; set; }

    /// <summary>What happens when an activity faults. Null: the workflow faults.</summary>
    public Type? IncidentStrategyType { get; set; }

    public string? CommitStrategyName { get; set; }
}
