namespace Workflows.Host.Studio.Frame;

/// <summary>The sentences of the frame around the designer (Text.resx, Text.en.resx).</summary>
public sealed class Text;
