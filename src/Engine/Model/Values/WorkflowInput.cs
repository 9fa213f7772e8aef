namespace Elsa.Workflows.Models;

/// <summary>A workflow input by name and value.</summary>
public record WorkflowInput(string Name, object? Value);
