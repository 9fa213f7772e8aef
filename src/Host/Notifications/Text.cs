namespace Workflows.Host.Notifications;

/// <summary>The sentences of notifications, in the application and by e-mail (Text.resx, Text.en.resx).</summary>
public sealed class Text;
