namespace Workflows.Host.Lists;

/// <summary>The sentences of the pages in this folder (Text.resx, Text.en.resx).</summary>
public sealed class Text;
