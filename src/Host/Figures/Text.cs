namespace Workflows.Host.Figures;

/// <summary>The sentences of the page of figures (Text.resx, Text.en.resx).</summary>
public sealed class Text;
