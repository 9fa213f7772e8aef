using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>
/// Checks a user name and a password. A wrong name and a wrong password are answered alike and take the same time;
/// after five wrong passwords in a row the account is locked for a while.
/// </summary>
public sealed class SignIn(UnitOfWork unit, IPasswordHasher<UserAccount> hasher, Lockout lockout, TimeProvider clock)
{
    private static readonly UserAccount Nobody = new() { PersonId = 0 };
    private readonly Lazy<string> decoy = new(() => hasher.HashPassword(Nobody, "no such account"));

    public async Task<Result<ClaimsPrincipal>> Run(string userName, string password, string scheme, CancellationToken cancellation = default)
    {
        var normal = Accounts.Normal(userName);
        var account = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == normal, token), cancellation);
        if (account is null)
        {
            _ = hasher.VerifyHashedPassword(Nobody, decoy.Value, password);
            return new Refusal("session.wrong");
        }
        if (account.LockoutEnd == Accounts.Disabled) return new Refusal("session.disabled");
        if (account.LockoutEnd > clock.GetUtcNow()) return new Refusal("session.locked", account.LockoutEnd.Value);

        var right = hasher.Matches(account, password);
        if (!right || account.AccessFailedCount > 0) await lockout.Count(account.Id, right, cancellation);
        return right ? Accounts.Principal(account.Id, account.SecurityStamp, scheme) : new Refusal("session.wrong");
    }
}
