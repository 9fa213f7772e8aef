using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>What a right password leads to.</summary>
/// <param name="Principal">Who is signed in now; null where the code of a second factor is still to come.</param>
/// <param name="Ticket">Says for <see cref="SignIn.TicketLasts"/> that the password was right; goes with the code to <see cref="SignIn.Finish"/>.</param>
public sealed record SignedIn(ClaimsPrincipal? Principal, string? Ticket = null);

/// <summary>
/// Checks a user name and a password, and then the code of the second factor where the account has one. A wrong name and a wrong password are answered alike and take the same time;
/// after five wrong passwords or codes in a row the account is locked for a while, after many from one address nothing from there is looked at. Every attempt is recorded.
/// </summary>
public sealed class SignIn(UnitOfWork unit, IPasswordHasher<UserAccount> hasher, Lockout lockout, WrongAttempts attempts, SecondFactors factors, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>So long there is time to type the code.</summary>
    public static readonly TimeSpan TicketLasts = TimeSpan.FromMinutes(5);

    private static readonly UserAccount Nobody = new() { PersonId = 0 };
    private readonly Lazy<string> decoy = new(() => hasher.HashPassword(Nobody, "no such account"));
    private readonly IDataProtector tickets = protection.CreateProtector("sign-in.password-was-right");

    /// <returns>Or <c>session.wrong</c>, <c>session.locked</c>, <c>session.disabled</c>, <c>session.too-often</c>.</returns>
    public async Task<Result<SignedIn>> Run(string userName, string password, string scheme, CancellationToken cancellation = default)
    {
        if (attempts.AreSpent) return new Refusal("session.too-often");
        var normal = Accounts.Normal(userName);
        var account = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == normal, token), cancellation);
        if (account is null)
        {
            attempts.Count();
            _ = hasher.VerifyHashedPassword(Nobody, decoy.Value, password);
            await lockout.TurnAwayStranger(userName.Trim(), cancellation);
            return new Refusal("session.wrong");
        }
        if (await TurnedAway(account, cancellation) is { } why) return why;

        var right = hasher.Matches(account, password);
        if (right && account.TwoFactorEnabled) return new SignedIn(null, Ticket(account));
        if (!right) attempts.Count();
        if ((await lockout.Count(account.Id, account.PersonId, Lockout.Session, right, cancellation)).Refusal is { } refusal) return refusal;
        return right ? new SignedIn(Accounts.Principal(account.Id, account.SecurityStamp, scheme)) : new Refusal("session.wrong");
    }

    /// <summary>The second half: the code of the second factor.</summary>
    /// <param name="ticket">What <see cref="Run"/> gave.</param>
    /// <returns>Or <c>second-factor.wrong</c>, <c>session.code-late</c> (the password is to be typed again), and what <see cref="Run"/> refuses.</returns>
    public async Task<Result<ClaimsPrincipal>> Finish(string? ticket, string? code, string scheme, CancellationToken cancellation = default)
    {
        if (attempts.AreSpent) return new Refusal("session.too-often");
        if (Read(ticket) is not var (accountId, stamp, until) || until < clock.GetUtcNow()) return new Refusal("session.code-late");
        var account = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.SingleOrDefaultAsync(a => a.Id == accountId, token), cancellation);
        if (account is null || account.SecurityStamp != stamp) return new Refusal("session.code-late");
        if (await TurnedAway(account, cancellation) is { } why) return why;

        var used = await factors.Guard(account.Id, account.PersonId, () => unit.Run<Done>(
            Actor.Person(account.PersonId),
            async (scope, token) => factors.Check(await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == accountId, token), code) is { } wrong ? wrong : Done.Result,
            cancellation), cancellation);
        if (used.Refusal is { } unused)
        {
            attempts.Count();
            return unused;
        }
        return (await lockout.Count(account.Id, account.PersonId, Lockout.Session, right: true, cancellation)).Refusal is { } refusal ? refusal : Accounts.Principal(account.Id, account.SecurityStamp, scheme);
    }

    private async Task<Refusal?> TurnedAway(UserAccount account, CancellationToken cancellation)
    {
        if (account.LockoutEnd == Accounts.Disabled)
        {
            await lockout.TurnAway(account.PersonId, "Disabled", cancellation);
            return new Refusal("session.disabled");
        }
        if (account.LockoutEnd > clock.GetUtcNow())
        {
            await lockout.TurnAway(account.PersonId, "Locked", cancellation);
            return new Refusal("session.locked", account.LockoutEnd.Value);
        }
        return null;
    }

    private string Ticket(UserAccount account) =>
        tickets.Protect(string.Join('|', account.Id.ToString(CultureInfo.InvariantCulture), (clock.GetUtcNow() + TicketLasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), account.SecurityStamp));

    private (long AccountId, string Stamp, DateTimeOffset Until)? Read(string? ticket)
    {
        try
        {
            return tickets.Unprotect(ticket ?? "").Split('|', 3) is [var id, var until, var stamp]
                ? (long.Parse(id, CultureInfo.InvariantCulture), stamp, DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
