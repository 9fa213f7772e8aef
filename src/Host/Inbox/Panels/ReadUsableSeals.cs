using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Seals;

namespace Workflows.Host.Inbox.Panels;

/// <summary>Reads the seals that the caller may put on for an organisation now: its own, in force, and kept on one of the caller's seats (R25).</summary>
public sealed class ReadUsableSeals(ApprovalsDb db, TimeProvider clock)
{
    /// <summary>Whether the organisation asks for a confirmed second factor.</summary>
    public Task<bool> NeedsSecondFactor(long organisationId, CancellationToken cancellation = default) =>
        db.Organisations.Where(o => o.Id == organisationId).Select(o => o.SealsNeedSecondFactor).SingleAsync(cancellation);

    public async Task<IReadOnlyList<Seal>> Run(Caller caller, long organisationId, CancellationToken cancellation = default)
    {
        var principals = caller.Principals;
        var seals = await db.Seals.AsNoTracking().Where(s => s.OwnerId == organisationId && principals.Contains(s.CustodianSeatId)).OrderBy(s => s.Kind).ThenBy(s => s.Id).ToListAsync(cancellation);
        return [.. seals.Where(s => s.MayBeUsed(organisationId, clock.GetUtcNow()) is null)];
    }
}
