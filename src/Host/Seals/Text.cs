namespace Workflows.Host.Seals;

/// <summary>The sentences of the seal register (Text.resx, Text.en.resx).</summary>
public sealed class Text;
