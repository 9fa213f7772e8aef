using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Notifications;
using Workflows.Persistence;

namespace Workflows.Host.Notifications.Mail;

/// <summary>Sends one e-mail by SMTP to where its reader wants it now.</summary>
public sealed class SendMail(UnitOfWork unit, WriteMail write, MailSettings settings)
{
    /// <summary>Milliseconds for each answer of the server.</summary>
    private const int Patience = 30_000;

    /// <exception cref="InvalidOperationException">E-mail is switched off, or the person has no address any more.</exception>
    public async Task Run(Delivery delivery, CancellationToken cancellation = default)
    {
        if (!settings.IsOn) throw new InvalidOperationException("Expected Mail:Host and Mail:From to be set, found none. Set them, or leave the e-mail dead.");
        var (account, news) = await unit.Read(
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                return (
                    await db.Accounts.Where(a => a.PersonId == delivery.PersonId).Select(a => new { a.Email, a.Language, a.Person!.Name }).FirstOrDefaultAsync(token),
                    await db.Notifications.Where(n => delivery.NotificationIds.Contains(n.Id)).OrderBy(n => n.Id).ToListAsync(token));
            },
            cancellation);
        if (account?.Email is not { Length: > 0 } to) throw new InvalidOperationException("Expected the person to have an e-mail address, found none.");

        using var message = write.Run(delivery, news, to, account.Name, account.Language);
        using var client = new SmtpClient { Timeout = Patience };
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, cancellation);
        if (settings.UserName is { Length: > 0 } user) await client.AuthenticateAsync(user, settings.Password ?? "", cancellation);
        await client.SendAsync(message, cancellation);
        await client.DisconnectAsync(true, cancellation);
    }
}
