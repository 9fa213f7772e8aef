namespace Workflows.Host.Scans;

/// <summary>The sentences of the pages about scans (Text.resx, Text.en.resx).</summary>
public sealed class Text;
