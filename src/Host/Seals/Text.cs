namespace Workflows.Host.Seals;

/// <summary>The sentences of the pages in this folder (Text.resx, Text.en.resx).</summary>
public sealed class Text;
