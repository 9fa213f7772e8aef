using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>Counts what was typed wrong, passwords and codes of the second factor together; too much of it in a row locks the account for a while.</summary>
public sealed class Lockout(UnitOfWork unit, TimeProvider clock)
{
    /// <param name="right">What was typed was right: the count begins anew.</param>
    public Task<Result<Done>> Count(long accountId, bool right, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            Actor.System,
            async (scope, token) =>
            {
                var account = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == accountId, token);
                account.AccessFailedCount = right ? 0 : account.AccessFailedCount + 1;
                if (account.AccessFailedCount < Accounts.AttemptsAllowed) return Done.Result;
                account.AccessFailedCount = 0;
                account.LockoutEnd = clock.GetUtcNow() + Accounts.LockedFor;
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(account.PersonId), "account.locked", cancellation: token);
                return Done.Result;
            },
            cancellation);
}
