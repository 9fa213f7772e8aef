namespace Workflows.Host.Cases;

/// <summary>The sentences of the pages about cases (Text.resx, Text.en.resx).</summary>
public sealed class Text;
