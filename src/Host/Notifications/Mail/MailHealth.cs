using MailKit.Net.Smtp;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Host.Operations;

namespace Workflows.Host.Notifications.Mail;

/// <summary>Whether the server of e-mails lets this program in. It is asked once a minute at most.</summary>
internal sealed class MailHealth(MailSettings settings, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Milliseconds for each answer of the server.</summary>
    private const int Patience = 5_000;

    private (DateTimeOffset At, HealthCheckResult Result)? last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!settings.IsOn) return Found.Well("mail.off");
        if (last is { } before && clock.GetUtcNow() - before.At < Every) return before.Result;
        var result = await Ask(cancellationToken);
        last = (clock.GetUtcNow(), result);
        return result;
    }

    private async Task<HealthCheckResult> Ask(CancellationToken cancellation)
    {
        try
        {
            using var client = new SmtpClient { Timeout = Patience };
            await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, cancellation);
            if (settings.UserName is { Length: > 0 } user) await client.AuthenticateAsync(user, settings.Password ?? "", cancellation);
            await client.DisconnectAsync(true, cancellation);
            return Found.Well("mail.answers", settings.Host!);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Found.Broken("mail.silent", settings.Host!, exception.Message);
        }
    }
}
