using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Host.Notifications.Mail;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>
/// Turns what commits left in the outbox into notifications of persons and into deliveries, and takes it out of the outbox in the same transaction: each event is told exactly once inside
/// the house.
/// </summary>
public sealed partial class TellPeople(UnitOfWork unit, MailSettings mail, TimeProvider clock, ILogger<TellPeople> log)
{
    private const int Batch = 50;

    /// <summary>Works until the outbox is empty; what cannot be told is logged and left for the next time.</summary>
    /// <returns>How many events were told.</returns>
    public async Task<int> Run(CancellationToken cancellation = default)
    {
        var (told, failed) = (0, new List<long>());
        while (true)
        {
            var rows = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Outbox.Where(r => !failed.Contains(r.Id)).OrderBy(r => r.Id).Select(r => r.Id).Take(Batch).ToListAsync(token), cancellation);
            if (rows.Count == 0) return told;
            if (await Tell(rows, cancellation))
            {
                told += rows.Count;
                continue;
            }

            // One of them cannot be told; it must not hold up the others.
            foreach (var row in rows)
            {
                if (await Tell([row], cancellation)) told++;
                else failed.Add(row);
            }
        }
    }

    private async Task<bool> Tell(IReadOnlyCollection<long> rows, CancellationToken cancellation)
    {
        try
        {
            var done = await unit.Run<bool>(
                Actor.Job,
                async (scope, token) =>
                {
                    var db = scope.GetRequiredService<ApprovalsDb>();
                    var hooks = await db.Webhooks.Where(w => w.IsOn).ToListAsync(token);
                    foreach (var row in await db.Outbox.Where(r => rows.Contains(r.Id)).OrderBy(r => r.Id).ToListAsync(token))
                    {
                        db.Outbox.Remove(row);
                        if (await scope.GetRequiredService<FindReaders>().Run(row, token) is not { } news) continue;
                        await Write(scope, news, token);
                        foreach (var hook in hooks.Where(hook => hook.Wants(row.Kind)))
                            db.Deliveries.Add(Delivery.ToWebhook(scope.GetRequiredService<IdSource>().Next(), hook.Id, news.Event, clock.GetUtcNow()));
                    }
                    return true;
                },
                cancellation);
            return !done.IsRefused;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(log, exception, rows.Count);
            return false;
        }
    }

    private async Task Write(IServiceProvider scope, ToldNews news, CancellationToken cancellation)
    {
        var (db, ids, told) = (scope.GetRequiredService<ApprovalsDb>(), scope.GetRequiredService<IdSource>(), news.Event);
        var (readers, now) = (news.Readers.ToList(), clock.GetUtcNow());
        var chosen = await db.NotificationChoices.Where(c => readers.Contains(c.PersonId) && c.Kind == told.Kind).ToDictionaryAsync(c => c.PersonId, c => c.Pace, cancellation);
        var reachable = mail.IsOn ? await db.Accounts.Where(a => readers.Contains(a.PersonId) && a.Email != null && a.LockoutEnd != Account.Accounts.Disabled).Select(a => a.PersonId).ToHashSetAsync(cancellation) : [];
        foreach (var reader in readers)
        {
            var pace = reachable.Contains(reader) ? chosen.GetValueOrDefault(reader, told.Kind.Pace()) : MailPace.Off;
            var notification = new Notification
            {
                Id = ids.Next(), PersonId = reader, Kind = told.Kind, At = told.At, Matter = told.Matter with { }, Number = told.Number, Unit = told.Unit, Link = told.Link, Pace = pace,
                MailedAt = pace == MailPace.Immediately ? now : null,
            };
            db.Notifications.Add(notification);
            if (pace == MailPace.Immediately) db.Deliveries.Add(Delivery.Mail(ids.Next(), told.Kind, reader, [notification.Id], now));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} events of the outbox could not be told; they are tried again")]
    private static partial void LogFailed(ILogger log, Exception exception, int count);
}
