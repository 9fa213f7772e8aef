namespace Workflows.Approvals.Organisations;

/// <summary>
/// Which seat does the work of a role at an organisation that has no such seat: a centre without a receiving clerk receives through its handler,
/// a bureau decides through its head where a project group has a head of project.
/// </summary>
public static class StandIn
{
    /// <summary>The role that stands in; the role itself when none does.</summary>
    public static SeatRole Of(SeatRole role) => role switch
    {
        SeatRole.ReceivingClerk or SeatRole.WorkGroupOfficer or SeatRole.CaeaRegistrar or SeatRole.CaeaPublisher => SeatRole.Handler,
        SeatRole.ProjectGroupHead => SeatRole.Head,
        SeatRole.Head => SeatRole.ProjectGroupHead,
        SeatRole.Handler => SeatRole.WorkGroupOfficer,
        _ => role,
    };
}
