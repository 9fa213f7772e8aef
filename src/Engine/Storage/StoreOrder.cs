namespace Workflows.Engine.Storage;

/// <summary>How definitions can be sorted.</summary>
public enum DefinitionOrder { Name, Version, Created }

/// <summary>How instances can be sorted.</summary>
public enum InstanceOrder { Created, Updated, Finished, Name }
