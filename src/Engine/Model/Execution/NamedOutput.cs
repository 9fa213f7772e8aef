namespace Elsa.Workflows.Models;

/// <summary>An output of an activity with its name.</summary>
public record NamedOutput(string Name, Output Value);

/// <summary>The outputs an activity has.</summary>
public record ActivityOutputs(string ActivityId, string ActivityName, ICollection<string> OutputNames);
