using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>Counts what was typed wrong, passwords and codes of the second factor together; too much of it in a row locks the account for a while.</summary>
public sealed class Lockout(UnitOfWork unit, TimeProvider clock)
{
    public const string Session = "session", SecondFactor = "second-factor";
    private const int LongestName = 256;

    /// <summary>Counts and records one attempt.</summary>
    /// <param name="what">What was typed for: <see cref="Session"/> or <see cref="SecondFactor"/>.</param>
    /// <param name="right">What was typed was right: the count begins anew.</param>
    public Task<Result<Done>> Count(long accountId, long personId, string what, bool right, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            right ? Actor.Person(personId) : Actor.System,
            async (scope, token) =>
            {
                var account = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == accountId, token);
                account.AccessFailedCount = right ? 0 : account.AccessFailedCount + 1;
                var audit = scope.GetRequiredService<AuditTrail>();
                await audit.Write(Subject.Person(personId), right ? $"{what}.begun" : $"{what}.refused", new AuditDetail { Outcome = right ? null : "Wrong" }, token);
                if (account.AccessFailedCount < Accounts.AttemptsAllowed) return Done.Result;
                account.AccessFailedCount = 0;
                account.LockoutEnd = clock.GetUtcNow() + Accounts.LockedFor;
                await audit.Write(Subject.Person(personId), "account.locked", cancellation: token);
                return Done.Result;
            },
            cancellation);

    /// <summary>Records a sign-in that was refused before anything typed was looked at.</summary>
    /// <param name="outcome">Why: <c>Locked</c>, <c>Disabled</c>.</param>
    public Task<Result<Done>> TurnAway(long personId, string outcome, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            Actor.System,
            async (scope, token) =>
            {
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(personId), $"{Session}.refused", new AuditDetail { Outcome = outcome }, token);
                return Done.Result;
            },
            cancellation);

    /// <summary>Records that somebody tried a name that nobody has. Each name has a chain of its own, so that many attempts do not wait for each other.</summary>
    public Task<Result<Done>> TurnAwayStranger(string userName, CancellationToken cancellation = default) =>
        unit.Run<Done>(
            Actor.System,
            async (scope, token) =>
            {
                var typed = userName.Length <= LongestName ? userName : userName[..LongestName];
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Stranger(Accounts.Normal(typed)), $"{Session}.refused", new AuditDetail { Outcome = "Unknown", After = typed }, token);
                return Done.Result;
            },
            cancellation);
}
