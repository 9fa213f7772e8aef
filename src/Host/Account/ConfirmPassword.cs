using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>Before a sensitive act on the own account its password is typed once more. Wrong ones count as at sign-in, so that nobody can try them all.</summary>
public sealed class ConfirmPassword(UnitOfWork unit, IPasswordHasher<UserAccount> hasher, Lockout lockout, TimeProvider clock)
{
    /// <returns>Null where it is right; or <c>password.wrong</c>, also for an account that has none, and <c>session.locked</c>.</returns>
    public async Task<Refusal?> Run(Caller caller, string? password, CancellationToken cancellation = default)
    {
        var account = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == caller.AccountId, token), cancellation);
        if (account.LockoutEnd > clock.GetUtcNow()) return new Refusal("session.locked", account.LockoutEnd.Value);
        if (hasher.Matches(account, password ?? "")) return null;
        await lockout.Count(account.Id, account.PersonId, Lockout.Session, right: false, cancellation);
        return new Refusal("password.wrong");
    }
}
