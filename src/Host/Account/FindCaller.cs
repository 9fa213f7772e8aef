using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence;

namespace Workflows.Host.Account;

/// <summary>Reads who a signed-in principal is now; nothing when the account is gone, disabled or has changed its password, or the session was ended.</summary>
public sealed class FindCaller(WorkflowsDb db, ReadDecider deciders, SecondFactorPolicy policy, TimeProvider clock)
{
    public async Task<Caller?> Run(ClaimsPrincipal principal, CancellationToken cancellation = default)
    {
        if (!long.TryParse(principal.FindFirstValue(Caller.AccountClaim), out var accountId)) return null;
        var (stamp, session) = (principal.FindFirstValue(Caller.StampClaim), principal.FindFirstValue(Caller.SessionClaim));
        var found = await Find(
            db.Accounts.Where(a => a.Id == accountId && a.SecurityStamp == stamp
                && !db.Set<IdentityUserToken<long>>().Any(t => t.UserId == a.Id && t.LoginProvider == EndedSessions.Kept && t.Name == session)),
            cancellation);
        return found is null || found.LockoutEnd == Accounts.Disabled ? null : found.Caller with { Session = session };
    }

    /// <summary>The caller behind a user name, for what the program plays itself (demo mode); nothing when there is no such account.</summary>
    public async Task<Caller?> Named(string userName, CancellationToken cancellation = default) => (await Find(db.Accounts.Where(a => a.UserName == userName), cancellation))?.Caller;

    /// <summary>Every request asks this first, so it is one question; whom somebody substitutes is a second one for whoever does.</summary>
    private async Task<Found?> Find(IQueryable<UserAccount> accounts, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var account = await accounts.AsNoTracking()
            .Select(a => new
            {
                a.Id, a.PersonId, a.UserName, a.Person!.Name, a.LockoutEnd, a.MustChangePassword, a.TwoFactorEnabled,
                Held = a.Person.Holdings.Where(h => h.From <= now && (h.To == null || h.To > now)).OrderBy(h => h.SeatId)
                    .Select(h => new { Seat = new HeldSeat(h.SeatId, h.Seat!.Role, h.Seat.OrganisationId, h.Seat.Organisation!.FullName), h.From }).ToList(),
                Substitutes = db.Substitutions.Any(s => s.SubstituteId == a.PersonId && s.EndedAt == null && s.From <= now && s.To > now),
            })
            .SingleOrDefaultAsync(cancellation);
        if (account is null) return null;
        var resting = SeparatedDuties.Resting(account.Held.Select(h => (h.Seat.Role, h.From)));
        List<HeldSeat> seats = [.. account.Held.Select(h => h.Seat).Where(seat => !resting.Contains(seat.Role))];
        var caller = new Caller(account.Id, account.PersonId, account.UserName!, account.Name, seats)
        {
            Substitutes = account.Substitutes ? await deciders.Substitutes(account.PersonId, cancellation) : [],
            MustChangePassword = account.MustChangePassword, MustEnrol = !account.TwoFactorEnabled && policy.IsOwed(seats),
        };
        return new Found(caller, account.LockoutEnd);
    }

    private sealed record Found(Caller Caller, DateTimeOffset? LockoutEnd);
}
