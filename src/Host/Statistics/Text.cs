namespace Workflows.Host.Statistics;

/// <summary>The sentences of the national figures (Text.resx, Text.en.resx).</summary>
public sealed class Text;
