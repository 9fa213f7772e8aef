namespace Workflows.Host.Duties;

/// <summary>The sentences of the register of duties (Text.resx, Text.en.resx).</summary>
public sealed class Text;
