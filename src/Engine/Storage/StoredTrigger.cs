namespace Elsa.Workflows.Runtime.Entities;

/// <summary>What a published version listens for.</summary>
public class StoredTrigger : Entity
{
    public string WorkflowDefinitionId { get; set; } = null!;
    public string WorkflowDefinitionVersionId { get; set; } = null!;
    public string? Name { get; set; }
    public string ActivityId { get; set; } = null!;
    public string? Hash { get; set; }
    public object? Payload { get; set; }
}
