using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Organisations;

/// <summary>
/// How far an organisation's administrator reaches: the own organisation, and those of a lower level within its area.
/// The flow administrators of the installation reach everything.
/// </summary>
internal static class AdministrationRights
{
    public static async Task<bool> MayAdminister(this Caller caller, Organisation organisation, Func<long, Task<Organisation?>> find)
    {
        if (caller.Has(SeatRole.FlowAdministrator)) return true;
        foreach (var seat in caller.Seats.Where(s => s.Role == SeatRole.OrgAdministrator))
        {
            if (seat.OrganisationId == organisation.Id) return true;
            if (await find(seat.OrganisationId) is { } own && organisation.Level > own.Level
                && (own.Level == AdminLevel.National || organisation.AreaCode.StartsWith(own.AreaCode, StringComparison.Ordinal))) return true;
        }
        return false;
    }

    /// <summary>Within a unit of work: the account of a person whom the caller administers, with person and organisation.</summary>
    /// <returns>Or <c>person.unknown</c>, <c>organisation.not-yours</c>.</returns>
    public static async Task<Result<UserAccount>> AccountOf(this Caller caller, IServiceProvider scope, long personId, CancellationToken cancellation)
    {
        var db = scope.GetRequiredService<ApprovalsDb>();
        if (await db.Accounts.Include(a => a.Person).ThenInclude(p => p!.Organisation).SingleOrDefaultAsync(a => a.PersonId == personId, cancellation) is not { } account) return new Refusal("person.unknown", personId);
        var may = account.Person!.Organisation is { } organisation
            ? await caller.MayAdminister(organisation, async own => await db.Organisations.FindAsync([own], cancellation))
            : caller.Has(SeatRole.FlowAdministrator);
        return may ? account : new Refusal("organisation.not-yours", account.Person.Organisation?.FullName ?? "");
    }

    public static Approvals.Audit.Actor AsAdministrator(this Caller caller) =>
        caller.As(seat => seat.Role is SeatRole.OrgAdministrator or SeatRole.FlowAdministrator);
}
