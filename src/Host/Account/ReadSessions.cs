using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>An open session.</summary>
/// <param name="SeenAt">When it was used last, to a tenth of the idle time.</param>
/// <param name="Address">From which network address it was used last.</param>
/// <param name="Program">Browser and system, e.g. <c>Firefox, Windows</c>; empty where it did not say.</param>
/// <param name="IsThis">It is the one that asks.</param>
public sealed record SessionView(long Id, DateTimeOffset BegunAt, DateTimeOffset SeenAt, string Address, string Program, bool IsThis);

/// <summary>Where an account is signed in now. Personal API keys are no sessions; they have a list of their own.</summary>
public sealed class ReadSessions(UnitOfWork unit, TimeProvider clock, IConfiguration configuration)
{
    /// <param name="asking">The session that asks, where it is one of them.</param>
    public Task<IReadOnlyList<SessionView>> Run(long accountId, string? asking = null, CancellationToken cancellation = default) => unit.Read<IReadOnlyList<SessionView>>(
        async (scope, token) => (await Open(scope, accountId).OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id).ToListAsync(token))
            .ConvertAll(s => new SessionView(s.Id, s.BegunAt, s.SeenAt, s.Address, s.Program, s.Session == asking)),
        cancellation);

    /// <summary>Those that still open something: neither ended nor over nor idle, with the stamp that the account has now.</summary>
    internal IQueryable<OpenSession> Open(IServiceProvider scope, long accountId)
    {
        var db = scope.GetRequiredService<WorkflowsDb>();
        var (now, idle) = (clock.GetUtcNow(), SessionActivity.Idle(configuration) + NoteSession.Between(configuration));
        var since = now - idle;
        return from session in db.OpenSessions
               where session.AccountId == accountId && session.EndsAt > now && session.SeenAt > since
               where db.Accounts.Any(a => a.Id == accountId && a.SecurityStamp == session.Stamp && a.LockoutEnd != Accounts.Disabled)
               where !db.Set<IdentityUserToken<long>>().Any(t => t.UserId == accountId && t.LoginProvider == EndedSessions.Kept && t.Name == session.Session)
               select session;
    }
}
