using MailKit.Security;

namespace Workflows.Host.Notifications.Mail;

/// <summary>How e-mail is sent (<c>Mail:*</c>). Without <see cref="Host"/> or <see cref="From"/> none is sent.</summary>
public sealed class MailSettings
{
    /// <summary>The SMTP server; empty: no e-mail.</summary>
    public string? Host { get; init; }

    /// <summary>1 to 65535, default 587.</summary>
    public int Port { get; init; } = 587;

    /// <summary><c>StartTls</c> (default), <c>SslOnConnect</c>, or <c>None</c> inside a trusted network.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    /// <summary>Empty: the server asks for none.</summary>
    public string? UserName { get; init; }
    public string? Password { get; init; }

    /// <summary>The sender's address.</summary>
    public string? From { get; init; }

    public bool IsOn => Host is { Length: > 0 } && From is { Length: > 0 };
}
