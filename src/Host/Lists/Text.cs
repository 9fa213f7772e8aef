namespace Workflows.Host.Lists;

/// <summary>The sentences of the public pages about lists (Text.resx, Text.en.resx).</summary>
public sealed class Text;
