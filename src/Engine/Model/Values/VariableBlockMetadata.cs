namespace Elsa.Workflows.Memory;

/// <summary>Says that a block belongs to a variable.</summary>
public record VariableBlockMetadata(Variable Variable, Type? StorageDriverType, bool IsInitialized);
