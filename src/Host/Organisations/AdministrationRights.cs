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

    public static Approvals.Audit.Actor AsAdministrator(this Caller caller) =>
        caller.As(seat => seat.Role is SeatRole.OrgAdministrator or SeatRole.FlowAdministrator);
}
