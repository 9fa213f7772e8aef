using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>Somebody ends sessions of the own account from elsewhere, having typed the password once more: they are refused from the next request on, on every node.</summary>
public sealed class EndSessions(UnitOfWork unit, ReadSessions read, ConfirmPassword confirm)
{
    /// <returns>Or <c>session.unknown</c>, and what <see cref="ConfirmPassword"/> refuses.</returns>
    public async Task<Result<Done>> One(Caller caller, long id, string? password, CancellationToken cancellation = default) =>
        await unit.Read((scope, token) => read.Open(scope, caller.AccountId).AnyAsync(s => s.Id == id, token), cancellation)
            ? await Confirmed(caller, password, open => open.Where(s => s.Id == id), cancellation)
            : new Refusal("session.unknown", id);

    /// <summary>Ends all but the one that asks.</summary>
    public Task<Result<Done>> Others(Caller caller, string? password, CancellationToken cancellation = default) =>
        Confirmed(caller, password, open => open.Where(s => s.Session != caller.Session), cancellation);

    /// <summary>Within a unit of work: ends these sessions of an account, each with an entry that says which it was.</summary>
    internal static async Task Within(IServiceProvider scope, UserAccount account, IQueryable<OpenSession> sessions, CancellationToken cancellation)
    {
        var audit = scope.GetRequiredService<AuditTrail>();
        var ended = await sessions.ToListAsync(cancellation);
        await EndedSessions.Within(scope, account.Id, [.. ended.Select(s => s.Session)], cancellation);
        foreach (var session in ended) await audit.Write(Subject.Person(account.PersonId), "session.closed", new AuditDetail { Before = $"{session.Program} {session.Address}".Trim() }, cancellation);
    }

    private async Task<Result<Done>> Confirmed(Caller caller, string? password, Func<IQueryable<OpenSession>, IQueryable<OpenSession>> which, CancellationToken cancellation)
    {
        // Whoever signs in at the house's provider only has no password here, and may end a session all the same.
        var hasPassword = await unit.Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.AnyAsync(a => a.Id == caller.AccountId && a.PasswordHash != null, token), cancellation);
        if (hasPassword && await confirm.Run(caller, password, cancellation) is { } refusal) return refusal;
        return await unit.Run<Done>(
            caller.AsPerson,
            async (scope, token) =>
            {
                var account = await scope.GetRequiredService<ApprovalsDb>().Accounts.SingleAsync(a => a.Id == caller.AccountId, token);
                await Within(scope, account, which(read.Open(scope, account.Id)), token);
                return Done.Result;
            },
            cancellation);
    }
}
