namespace Workflows.Host.Documents;

/// <summary>The sentences of the register of documents (Text.resx, Text.en.resx).</summary>
public sealed class Text;
