using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Notifications;
using Workflows.Approvals.Organisations;
using Workflows.Host.Notifications.Mail;
using Workflows.Host.Refusals;
using Workflows.Host.Shell;
using Workflows.Persistence;

namespace Workflows.Host.Notifications;

/// <summary>How the caller wants to be told by e-mail.</summary>
/// <param name="Email">Where to; empty: nowhere.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Paces">For each kind.</param>
/// <param name="IsMailOn">This installation sends e-mail.</param>
public sealed record MailChoices(string? Email, string Language, IReadOnlyDictionary<NewsKind, MailPace> Paces, bool IsMailOn);

/// <summary>What the caller chooses; a kind that is not named stays as it is.</summary>
public sealed record NewMailChoices(string? Email = null, string? Language = null, IReadOnlyDictionary<NewsKind, MailPace>? Paces = null);

/// <summary>Each person chooses what comes by e-mail, when and where to. In the application everything is listed.</summary>
public sealed class NotificationChoices(UnitOfWork unit, MailSettings mail)
{
    public Task<MailChoices> Mine(Caller caller, CancellationToken cancellation = default) => unit.Read(
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            var account = await db.Accounts.Where(a => a.Id == caller.AccountId).Select(a => new { a.Email, a.Language }).SingleAsync(token);
            var chosen = await db.NotificationChoices.Where(c => c.PersonId == caller.PersonId).ToDictionaryAsync(c => c.Kind, c => c.Pace, token);
            return new MailChoices(account.Email, account.Language ?? Languages.Default, NewsKinds.All.ToDictionary(kind => kind, kind => chosen.GetValueOrDefault(kind, kind.Pace())), mail.IsOn);
        },
        cancellation);

    /// <summary>Keeps the choices. An address that a person enters is not confirmed, so it proves nothing when signing in elsewhere.</summary>
    /// <returns><c>mail.address</c>, <c>mail.language</c>.</returns>
    public Task<Result<Done>> Keep(Caller caller, NewMailChoices chosen, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (EmailAddress.Read(chosen.Email, out var email) is { } noAddress) return noAddress;
            if (chosen.Language is { } language && !Languages.All.Contains(language)) return new Refusal("mail.language", language);
            var account = await db.Accounts.SingleAsync(a => a.Id == caller.AccountId, token);
            if (account.Email != email) (account.Email, account.NormalizedEmail, account.EmailConfirmed) = (email, email?.ToUpperInvariant(), false);
            account.Language = chosen.Language ?? account.Language;
            var had = await db.NotificationChoices.Where(c => c.PersonId == caller.PersonId).ToDictionaryAsync(c => c.Kind, token);
            foreach (var (kind, pace) in chosen.Paces ?? new Dictionary<NewsKind, MailPace>())
            {
                if (had.TryGetValue(kind, out var same)) same.Pace = pace;
                else if (NewsKinds.All.Contains(kind)) db.NotificationChoices.Add(new NotificationChoice { PersonId = caller.PersonId, Kind = kind, Pace = pace });
            }
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "notifications.chosen", cancellation: token);
            return Done.Result;
        },
        cancellation);
}
