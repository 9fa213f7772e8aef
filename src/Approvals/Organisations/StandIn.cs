namespace Workflows.Approvals.Organisations;

/// <summary>
/// Which seat does the work of a role at an organisation that has no such seat: a centre without a receiving clerk receives through its handler,
/// a bureau decides through its head where a project group has a head of project.
/// </summary>
public static class StandIn
{
    /// <summary>The role itself, then those that stand in for it, the nearest first.</summary>
    public static IReadOnlyList<SeatRole> For(SeatRole role) => role switch
    {
        // What a project group publishes, its work group puts on the platform (管理办法 第十五条), not whoever else writes its papers.
        SeatRole.CaeaPublisher => [role, SeatRole.WorkGroupOfficer, SeatRole.Handler],
        SeatRole.ReceivingClerk or SeatRole.WorkGroupOfficer or SeatRole.CaeaRegistrar => [role, SeatRole.Handler, SeatRole.WorkGroupOfficer],
        SeatRole.ProjectGroupHead => [role, SeatRole.Head],
        SeatRole.Head => [role, SeatRole.ProjectGroupHead],
        SeatRole.Handler => [role, SeatRole.WorkGroupOfficer],
        _ => [role],
    };
}
