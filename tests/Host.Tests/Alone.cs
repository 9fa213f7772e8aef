namespace Workflows.Host.Tests;

/// <summary>Tests that measure time or memory run after the others and one by one, so that they measure themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
