using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;

namespace Workflows.Host.Account;

/// <summary>Reads who a signed-in principal is now; nothing when the account is gone, disabled or has changed its password.</summary>
public sealed class FindCaller(ApprovalsDb db, ReadDecider deciders, TimeProvider clock)
{
    public async Task<Caller?> Run(ClaimsPrincipal principal, CancellationToken cancellation = default)
    {
        if (!long.TryParse(principal.FindFirstValue(Caller.AccountClaim), out var accountId)) return null;
        var now = clock.GetUtcNow();
        var stamp = principal.FindFirstValue(Caller.StampClaim);
        var account = await db.Accounts.AsNoTracking()
            .Where(a => a.Id == accountId)
            .Select(a => new { a.PersonId, a.UserName, a.Person!.Name, a.SecurityStamp, a.LockoutEnd })
            .SingleOrDefaultAsync(cancellation);
        return account is null || account.SecurityStamp != stamp || account.LockoutEnd == Accounts.Disabled
            ? null
            : await With(accountId, account.PersonId, account.UserName!, account.Name, now, cancellation);
    }

    /// <summary>The caller behind a user name, for what the program plays itself (demo mode); nothing when there is no such account.</summary>
    public async Task<Caller?> Named(string userName, CancellationToken cancellation = default)
    {
        var account = await db.Accounts.AsNoTracking().Where(a => a.UserName == userName).Select(a => new { a.Id, a.PersonId, a.Person!.Name }).SingleOrDefaultAsync(cancellation);
        return account is null ? null : await With(account.Id, account.PersonId, userName, account.Name, clock.GetUtcNow(), cancellation);
    }

    private async Task<Caller> With(long accountId, long personId, string userName, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        var seats = await db.SeatHoldings.AsNoTracking()
            .Where(h => h.PersonId == personId && h.From <= now && (h.To == null || h.To > now))
            .OrderBy(h => h.SeatId)
            .Select(h => new HeldSeat(h.SeatId, h.Seat!.Role, h.Seat.OrganisationId, h.Seat.Organisation!.FullName))
            .ToListAsync(cancellation);
        return new Caller(accountId, personId, userName, name, seats) { Substitutes = await deciders.Substitutes(personId, cancellation) };
    }
}
