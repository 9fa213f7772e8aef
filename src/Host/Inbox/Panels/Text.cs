namespace Workflows.Host.Inbox.Panels;

/// <summary>The sentences of the panels in which work items are decided (Text.resx, Text.en.resx).</summary>
public sealed class Text;
