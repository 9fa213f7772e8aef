namespace Workflows.Host.Forms;

/// <summary>The sentences around a form's own words (Text.resx, Text.en.resx).</summary>
public sealed class Text;
