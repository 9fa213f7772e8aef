namespace Elsa.Workflows.Management.Filters;

/// <summary>Which definitions are wanted; members that are null do not narrow.</summary>
public class WorkflowDefinitionFilter
{
    public string? Id { get; set; }
    public ICollection<string>? Ids { get; set; }
    public string? DefinitionId { get; set; }
    public ICollection<string>? DefinitionIds { get; set; }
    public WorkflowDefinitionHandle? DefinitionHandle { get; set; }
    public VersionOptions? VersionOptions { get; set; }
    public string? Name { get; set; }
    public ICollection<string>? Names { get; set; }
    public string? MaterializerName { get; set; }
    public bool? UsableAsActivity { get; set; }
    public bool? IsSystem { get; set; }
    public bool? IsReadonly { get; set; }

    /// <summary>Part of the name or description, whatever the case, or the whole id or definition id.</summary>
    public string? SearchTerm { get; set; }
}
