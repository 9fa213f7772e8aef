using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Refusals;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>
/// Ends an access token of the API after idle time, as a session of pages ends (<c>Session:IdleMinutes</c>), however long it would last. Each use is remembered here; other nodes and the
/// next start learn of it from a row that is written at most every tenth of the idle time, so that a request costs nothing; where another node was used the token may end up to a tenth later.
/// </summary>
public sealed class TokenActivity(UnitOfWork unit, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>The claim with the token's own id.</summary>
    public const string TokenClaim = "token";

    /// <summary>The claim that says when it was given, in ticks of UTC.</summary>
    public const string GivenClaim = "token-given";

    private readonly TimeSpan idle = SessionActivity.Idle(configuration);
    private readonly ConcurrentDictionary<string, Use> uses = new();

    private sealed record Use(DateTimeOffset At, DateTimeOffset Kept);

    private TimeSpan Between => idle / 10;

    /// <summary>What a new token says of itself.</summary>
    public IEnumerable<Claim> NewToken() =>
        [new(TokenClaim, RandomNumberGenerator.GetHexString(32, lowercase: true)), new(GivenClaim, clock.GetUtcNow().UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Whether the token still counts; if so it was used now. What bears no id of a token is not asked about.</summary>
    public async Task<bool> Counts(ClaimsPrincipal principal, CancellationToken cancellation = default)
    {
        if (principal.FindFirstValue(TokenClaim) is not { } id || !long.TryParse(principal.FindFirstValue(Caller.AccountClaim), out var account)) return true;
        var (token, now) = (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))), clock.GetUtcNow());
        if (!uses.TryGetValue(token, out var last) || now - last.At > idle)
        {
            var given = long.TryParse(principal.FindFirstValue(GivenClaim), out var ticks) ? new DateTimeOffset(ticks, TimeSpan.Zero) : DateTimeOffset.MinValue;
            var kept = given;
            if (now - given > idle)
            {
                // What is kept may be older than the last use by the time between two writes.
                kept = await unit.Read((scope, stop) => scope.GetRequiredService<ApprovalsDb>().TokenUses.Where(u => u.Token == token).Select(u => u.At).FirstOrDefaultAsync(stop), cancellation);
                if (now - kept > idle + Between) return false;
            }
            last = new Use(now, kept);
        }

        if (now - last.Kept >= Between)
        {
            await Keep(token, account, now, cancellation);
            last = last with { Kept = now };
        }
        uses[token] = last with { At = now };
        return true;
    }

    /// <summary>Forgets tokens that have run out.</summary>
    public async Task Clean(CancellationToken cancellation = default)
    {
        var old = clock.GetUtcNow() - Schemes.Lasting - idle;
        foreach (var (token, use) in uses.Where(pair => pair.Value.At < old).ToList()) uses.TryRemove(new KeyValuePair<string, Use>(token, use));
        await unit.Run<Done>(
            Actor.Job,
            async (scope, stop) =>
            {
                await scope.GetRequiredService<ApprovalsDb>().TokenUses.Where(u => u.At < old).ExecuteDeleteAsync(stop);
                return Done.Result;
            },
            cancellation);
    }

    private Task Keep(string token, long account, DateTimeOffset now, CancellationToken cancellation) => unit.Run<Done>(
        Actor.System,
        async (scope, stop) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            if (await db.TokenUses.FindAsync([token], stop) is { } kept) kept.At = now;
            else db.TokenUses.Add(new TokenUse { Token = token, AccountId = account, At = now });
            return Done.Result;
        },
        cancellation);
}
