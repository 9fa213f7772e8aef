namespace Elsa.Workflows.Models;

/// <summary>What a workflow takes in or gives out.</summary>
public abstract class ArgumentDefinition
{
    public Type Type { get; set; } = typeof(object);
    public string Name { get; set; } = null!;
    public string DisplayName { get; set; } = "";
    public string Description { get; set; } = "";
    public string Category { get; set; } = "";
}

/// <summary>
/// A workflow's input. Its value outlives a suspension only if <see cref="StorageDriverType"/> names a workflow(-instance) storage driver.
/// </summary>
public class InputDefinition : ArgumentDefinition
{
    public string UIHint { get; set; } = "";
    public Type? StorageDriverType { get; set; }
}

/// <summary>A workflow's output.</summary>
public class OutputDefinition : ArgumentDefinition;
