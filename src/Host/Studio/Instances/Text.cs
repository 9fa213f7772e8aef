namespace Workflows.Host.Studio.Instances;

/// <summary>What instances of chains are told to people with (Text.resx, Text.en.resx).</summary>
public sealed class Text;
