using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.WorkItems;

/// <summary>Who could give an opinion now: the holders of the seat to which it would go, without those who are barred from it (R29).</summary>
public sealed class FindHolders(ApprovalsDb db, TimeProvider clock)
{
    /// <returns>Nobody where the organisation has no such seat, or nobody on it may decide.</returns>
    public async Task<IReadOnlyList<long>> Run(long organisationId, SeatRole role, Case item, CancellationToken cancellation = default)
    {
        if (await db.SeatFor(organisationId, role, cancellation) is not { } seat) return [];
        var now = clock.GetUtcNow();
        var holders = await db.HoldersOf(seat.Id, now, cancellation);
        return [.. holders.Except(await Barred(organisationId, item, cancellation))];
    }

    /// <summary>Who gives this organisation's opinion in no case (R29); nobody is barred where it is the applicant's own.</summary>
    public async Task<IReadOnlyList<long>> Barred(long organisationId, Case item, CancellationToken cancellation = default) =>
        item.ApplicantId == organisationId ? [] : await db.BarredFromOpinion(item, clock.GetUtcNow(), cancellation);
}
