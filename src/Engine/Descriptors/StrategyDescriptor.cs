namespace Workflows.Engine.Descriptors;

/// <summary>A strategy an editor offers; <paramref name="TypeName"/> is what the definition stores.</summary>
public sealed record StrategyDescriptor(string TypeName, string DisplayName, string? Description);

/// <summary>A commit strategy an editor offers.</summary>
public sealed record CommitStrategyDescriptor(string Name, string DisplayName, string? Description);

/// <summary>A storage driver an editor offers, the highest priority first.</summary>
public sealed record StorageDriverDescriptor(string TypeName, string DisplayName, double Priority, bool Deprecated);

/// <summary>A variable type an editor offers.</summary>
public sealed record VariableTypeDescriptor(string TypeName, string DisplayName, string Category, string? Description);
