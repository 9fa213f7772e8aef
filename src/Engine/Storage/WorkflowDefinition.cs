namespace Elsa.Workflows.Management.Entities;

/// <summary>A stored version of a definition. <see cref="Entity.Id"/> is the version's id, <see cref="DefinitionId"/> is the same for all versions.</summary>
public class WorkflowDefinition : VersionedEntity
{
    public string DefinitionId { get; set; } = null!;
    public string? Name { get; set; }
    public string? Description { get; set; }
    public Version? ToolVersion { get; set; }
    public WorkflowOptions Options { get; set; } = new();
    public ICollection<Variable> Variables { get; set; } = new List<Variable>();
    public ICollection<InputDefinition> Inputs { get; set; } = new List<InputDefinition>();
    public ICollection<OutputDefinition> Outputs { get; set; } = new List<OutputDefinition>();
    public ICollection<string> Outcomes { get; set; } = new List<string>();
    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();
    public string? ProviderName { get; set; }
    public string MaterializerName { get; set; } = "Json";
    public string? MaterializerContext { get; set; }

    /// <summary>The root activity as JSON.</summary>
    public string? StringData { get; set; }

    /// <summary>The definition as it was sent, so that no member is lost.</summary>
    public string? OriginalSource { get; set; }

    public byte[]? BinaryData { get; set; }
    public bool IsReadonly { get; set; }
    public bool IsSystem { get; set; }

    public WorkflowDefinition ShallowClone() => (WorkflowDefinition)MemberwiseClone();
}
