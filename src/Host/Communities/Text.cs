namespace Workflows.Host.Communities;

/// <summary>The sentences of the pages of communities and activities (Text.resx, Text.en.resx).</summary>
public sealed class Text;
