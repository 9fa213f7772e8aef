namespace Workflows.Host.Audit;

/// <summary>The sentences of the audit pages (Text.resx, Text.en.resx).</summary>
public sealed class Text;
