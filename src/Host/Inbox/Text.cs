namespace Workflows.Host.Inbox;

/// <summary>The sentences of the inbox and of the page of a work item (Text.resx, Text.en.resx).</summary>
public sealed class Text;
