using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;
using Workflows.Approvals.WorkItems;
using Workflows.Persistence;

namespace Workflows.Host.Inbox;

/// <summary>An administrator hands over everything that a person has open at an organisation.</summary>
/// <param name="ToPersonId">Who of the seat; empty: everybody on it.</param>
public sealed record HandingOver(long OrganisationId, long PersonId, long ToSeatId, long? ToPersonId = null, string? Reason = null);

/// <summary>A person on a seat of an organisation.</summary>
public sealed record SeatHolder(long SeatId, SeatRole Role, long PersonId, string Name);

/// <summary>离职转办: for the administrators of the organisation and the flow administrators.</summary>
public sealed class HandOver(UnitOfWork unit)
{
    public Task<Result<HandedOver>> Run(Caller caller, HandingOver asked, CancellationToken cancellation = default) =>
        unit.Run<HandedOver>(
            caller.As(seat => seat.Role is SeatRole.OrgAdministrator or SeatRole.FlowAdministrator),
            async (scope, token) => MayRun(caller, asked.OrganisationId)
                ? await scope.GetRequiredService<HandOverWork>().Run(asked.OrganisationId, asked.PersonId, asked.ToSeatId, asked.ToPersonId, asked.Reason, token)
                : new Refusal("organisation.not-yours", (await scope.GetRequiredService<ApprovalsDb>().Organisations.FindAsync([asked.OrganisationId], token))?.FullName ?? ""),
            cancellation);

    public static bool MayRun(Caller caller, long organisationId) => caller.Has(SeatRole.OrgAdministrator, organisationId) || caller.Has(SeatRole.FlowAdministrator);
}

/// <summary>Reads who holds the seats of an organisation, for whoever may hand over work there.</summary>
public sealed class ReadSeatHolders(ApprovalsDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<SeatHolder>> Run(Caller caller, long organisationId, CancellationToken cancellation = default)
    {
        if (!HandOver.MayRun(caller, organisationId)) return [];
        var now = clock.GetUtcNow();
        return await db.SeatHoldings.AsNoTracking().Where(h => h.Seat!.OrganisationId == organisationId && h.From <= now && (h.To == null || h.To > now)).OrderBy(h => h.Seat!.Role).ThenBy(h => h.PersonId)
            .Select(h => new SeatHolder(h.SeatId, h.Seat!.Role, h.PersonId, h.Person!.Name)).ToListAsync(cancellation);
    }
}
