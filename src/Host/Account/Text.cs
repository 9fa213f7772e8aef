namespace Workflows.Host.Account;

/// <summary>The sentences of signing in and of one's own account (Text.resx, Text.en.resx).</summary>
public sealed class Text;
