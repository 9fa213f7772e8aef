namespace Workflows.Host.Parts;

/// <summary>The words of the parts that pages share (Text.resx, Text.en.resx).</summary>
public sealed class Text;
