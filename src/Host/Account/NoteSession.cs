using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>
/// Keeps the list of open sessions (<see cref="OpenSession"/>): enters one when it begins and notes its use, but no node writes more often than every tenth of the idle time, so that a request
/// costs nothing. A session that began before there was a list is entered when it is used.
/// </summary>
public sealed class NoteSession(UnitOfWork unit, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>When this node wrote of a session last.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> noted = new();

    /// <summary>Time between two writes; a session may have been used so much later than the list says.</summary>
    internal static TimeSpan Between(IConfiguration configuration) => SessionActivity.Idle(configuration) / 10;

    /// <param name="principal">Whose session it is; an API key has none.</param>
    public async Task Run(ClaimsPrincipal principal, HttpContext context, CancellationToken cancellation = default)
    {
        if (principal.FindFirstValue(Caller.SessionClaim) is not { Length: > 0 } session || !long.TryParse(principal.FindFirstValue(Caller.AccountClaim), out var accountId)) return;
        var now = clock.GetUtcNow();
        if (noted.TryGetValue(session, out var last) && now - last < Between(configuration)) return;
        noted[session] = now;
        try
        {
            await Write(principal, session, accountId, now, context, cancellation);
        }
        catch
        {
            // The next request tries again.
            noted.TryRemove(session, out _);
            throw;
        }
    }

    /// <summary>Forgets sessions that are over.</summary>
    public async Task Clean(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        foreach (var old in noted.Where(pair => now - pair.Value > SessionActivity.Longest(configuration)).ToList()) noted.TryRemove(old);
        await unit.Run<Done>(
            Actor.Job,
            async (scope, token) =>
            {
                await scope.GetRequiredService<ApprovalsDb>().OpenSessions.Where(s => s.EndsAt < now).ExecuteDeleteAsync(token);
                return Done.Result;
            },
            cancellation);
    }

    private Task Write(ClaimsPrincipal principal, string session, long accountId, DateTimeOffset now, HttpContext context, CancellationToken cancellation)
    {
        var isToken = principal.Identity?.AuthenticationType == BearerTokenDefaults.AuthenticationScheme;
        var (stamp, address, program) = (principal.FindFirstValue(Caller.StampClaim) ?? "", ActOrigin.Current.Split(' ')[^1], ProgramNames.Of(context.Request.Headers.UserAgent));
        return unit.Run<Done>(
            Actor.System,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                if (await db.OpenSessions.SingleOrDefaultAsync(s => s.Session == session, token) is { } open) (open.SeenAt, open.Address, open.Program) = (now, address, program.Length > 0 ? program : open.Program);
                else
                    db.OpenSessions.Add(new OpenSession
                    {
                        Id = scope.GetRequiredService<IdSource>().Next(), AccountId = accountId, Session = session, Stamp = stamp, BegunAt = now, SeenAt = now, Address = address, Program = program,
                        EndsAt = now + (isToken ? Schemes.Lasting : SessionActivity.Longest(configuration)),
                    });
                return Done.Result;
            },
            cancellation);
    }
}
