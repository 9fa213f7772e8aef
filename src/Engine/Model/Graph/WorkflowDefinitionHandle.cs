namespace Elsa.Workflows.Models;

/// <summary>Names a definition: a version by its id, or the definition with the version wanted (default: the published one).</summary>
public class WorkflowDefinitionHandle
{
    public string? DefinitionId { get; set; }
    public VersionOptions? VersionOptions { get; set; }
    public string? DefinitionVersionId { get; set; }

    public static WorkflowDefinitionHandle ByDefinitionId(string definitionId, VersionOptions? versionOptions = null) => new() { DefinitionId = definitionId, VersionOptions = versionOptions };

    public static WorkflowDefinitionHandle ByDefinitionVersionId(string definitionVersionId) => new() { DefinitionVersionId = definitionVersionId };

    public override string ToString() => DefinitionVersionId is { } id ? $"version id {id}" : $"{DefinitionId} ({VersionOptions?.ToString() ?? "Published"})";
}
