namespace Workflows.Host.Organisations;

/// <summary>The sentences of the pages about organisations and people (Text.resx, Text.en.resx).</summary>
public sealed class Text;
