namespace Workflows.Host.Filings;

/// <summary>The sentences of the filing register (Text.resx, Text.en.resx).</summary>
public sealed class Text;
