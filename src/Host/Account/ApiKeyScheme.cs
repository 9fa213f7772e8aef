using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>
/// <c>Authorization: ApiKey wf_…</c>: a program acts as the person who made the key. A key that nobody has used for <c>ApiKeys:IdleDays</c> (1 to 3650, default 90) counts no more.
/// </summary>
public sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApprovalsDb db, UnitOfWork unit, IConfiguration configuration)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "ApiKey";
    private const string Prefix = "ApiKey ";

    /// <summary>The last use is kept to the day.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    public static TimeSpan Idle(IConfiguration configuration) => configuration.GetValue("ApiKeys:IdleDays", 90) is >= 1 and <= 3650 and var days
        ? TimeSpan.FromDays(days)
        : throw new InvalidOperationException($"Expected the setting ApiKeys:IdleDays to be 1 to 3650, found {configuration["ApiKeys:IdleDays"]}. Correct it or leave it out for 90.");

    /// <summary>SHA-256 of a key, lower-case hex: all that is kept of it.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();

        var hash = HashOf(header[Prefix.Length..].Trim());
        var account = await (from key in db.ApiKeys.AsNoTracking()
                             join a in db.Accounts on key.PersonId equals a.PersonId
                             where key.Hash == hash && key.RevokedAt == null
                             select new { a.Id, a.SecurityStamp, Key = key }).FirstOrDefaultAsync(Context.RequestAborted);
        var now = TimeProvider.GetUtcNow();
        if (account is not null && !account.Key.IsIdle(Idle(configuration), now) && now - (account.Key.LastUsedAt ?? DateTimeOffset.MinValue) >= Between) await Used(account.Key.Id, now);
        return account is null || account.Key.IsIdle(Idle(configuration), now)
            ? AuthenticateResult.Fail("The API key is unknown, revoked, or was not used for too long.")
            : AuthenticateResult.Success(new AuthenticationTicket(Accounts.Principal(account.Id, account.SecurityStamp, Name, session: ""), Name));
    }

    private Task Used(long id, DateTimeOffset now) => unit.Run<Done>(
        Actor.System,
        async (scope, token) =>
        {
            await scope.GetRequiredService<ApprovalsDb>().ApiKeys.Where(k => k.Id == id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), token);
            return Done.Result;
        },
        Context.RequestAborted);
}
