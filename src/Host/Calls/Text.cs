namespace Workflows.Host.Calls;

/// <summary>The sentences of the pages about calls (Text.resx, Text.en.resx).</summary>
public sealed class Text;
