using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;

namespace Workflows.Host.Account;

/// <summary>Reads who a signed-in principal is now; nothing when the account is gone, disabled or has changed its password.</summary>
public sealed class FindCaller(ApprovalsDb db, TimeProvider clock)
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
        if (account is null || account.SecurityStamp != stamp || account.LockoutEnd == Accounts.Disabled) return null;

        var seats = await db.SeatHoldings.AsNoTracking()
            .Where(h => h.PersonId == account.PersonId && h.From <= now && (h.To == null || h.To > now))
            .OrderBy(h => h.SeatId)
            .Select(h => new HeldSeat(h.SeatId, h.Seat!.Role, h.Seat.OrganisationId, h.Seat.Organisation!.FullName))
            .ToListAsync(cancellation);
        return new Caller(accountId, account.PersonId, account.UserName!, account.Name, seats);
    }
}
