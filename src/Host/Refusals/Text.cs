namespace Workflows.Host.Refusals;

/// <summary>The sentence of every refusal: key = code, {0} {1} … = the refusal's arguments (Text.resx, Text.en.resx).</summary>
public sealed class Text;
