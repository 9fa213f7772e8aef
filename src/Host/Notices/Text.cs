namespace Workflows.Host.Notices;

/// <summary>The sentences of the pages about public notices (Text.resx, Text.en.resx).</summary>
public sealed class Text;
