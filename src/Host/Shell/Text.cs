namespace Workflows.Host.Shell;

/// <summary>The sentences of the frame around every page (Text.resx, Text.en.resx).</summary>
public sealed class Text;
