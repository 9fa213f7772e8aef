namespace Elsa.Workflows.Management.Models;

/// <summary>A type a variable may have.</summary>
public record VariableDescriptor(Type Type, string Category, string? Description);
