namespace Workflows.Host.Calendar;

/// <summary>The sentences of the calendar of holidays (Text.resx, Text.en.resx).</summary>
public sealed class Text;
