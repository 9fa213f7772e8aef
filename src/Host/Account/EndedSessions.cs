using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>
/// Sessions that somebody has ended although their cookie or token would still be good: a copy of it opens nothing any more. They are kept as long as any could last.
/// </summary>
public sealed class EndedSessions(UnitOfWork unit)
{
    /// <summary>Under which the framework's table of tokens holds them.</summary>
    internal const string Kept = "ended-session";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    /// <summary>Somebody signs out: the session that asks ends, everywhere and at once. An API key has none.</summary>
    public Task<Result<Done>> End(Caller caller, CancellationToken cancellation = default) => unit.Run<Done>(
        caller.AsPerson,
        async (scope, token) =>
        {
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(caller.PersonId), "session.ended", cancellation: token);
            if (caller.Session is { Length: > 0 } session) await Within(scope, caller.AccountId, [session], token);
            return Done.Result;
        },
        cancellation);

    /// <summary>The same within another verb's unit, for any sessions of an account.</summary>
    internal static async Task Within(IServiceProvider scope, long accountId, IReadOnlyCollection<string> sessions, CancellationToken cancellation)
    {
        var tokens = scope.GetRequiredService<WorkflowsDb>().Set<IdentityUserToken<long>>();
        var now = scope.GetRequiredService<TimeProvider>().GetUtcNow();
        var known = await tokens.Where(t => t.UserId == accountId && t.LoginProvider == Kept).ToListAsync(cancellation);
        tokens.RemoveRange(known.Where(t => !long.TryParse(t.Value, CultureInfo.InvariantCulture, out var until) || until < now.UtcTicks));
        tokens.AddRange(from session in sessions
                        where !known.Exists(t => t.Name == session)
                        select new IdentityUserToken<long> { UserId = accountId, LoginProvider = Kept, Name = session, Value = (now + KeptFor).UtcTicks.ToString(CultureInfo.InvariantCulture) });
    }
}
