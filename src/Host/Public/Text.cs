namespace Workflows.Host.Public;

/// <summary>The sentences of the front page (Text.resx, Text.en.resx).</summary>
public sealed class Text;
