using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Workflows.Host.Account;

/// <summary>What holds for every account: when it locks, and the principal that stands for it.</summary>
public static class Accounts
{
    /// <summary>Wrong passwords in a row until an account locks.</summary>
    public const int AttemptsAllowed = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>A lock without end: an administrator disabled the account.</summary>
    public static readonly DateTimeOffset Disabled = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public static string Normal(string userName) => userName.Trim().ToUpperInvariant();

    /// <summary>Names the account, its stamp and the session only; seats are read when a request comes (<see cref="CallerClaims"/>).</summary>
    /// <param name="session">The session that goes on; without one it is a new one.</param>
    public static ClaimsPrincipal Principal(long accountId, string? stamp, string scheme, string? session = null) =>
        new(new ClaimsIdentity(
            [
                new(Caller.AccountClaim, accountId.ToString(System.Globalization.CultureInfo.InvariantCulture)), new(Caller.StampClaim, stamp ?? ""),
                new(Caller.SessionClaim, session ?? RandomNumberGenerator.GetHexString(32, lowercase: true)),
            ], scheme));

    public static bool Matches(this IPasswordHasher<UserAccount> hasher, UserAccount account, string password) =>
        account.PasswordHash is { } hash && hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed;
}
