namespace Workflows.Host.Studio.Findings;

/// <summary>What is wrong with a chart, in words a county clerk understands (Text.resx, Text.en.resx).</summary>
public sealed class Text;
