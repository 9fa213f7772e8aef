using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;

namespace Workflows.Host;

/// <summary>Who runs a call: the officers of the body that organises it, and the flow administrators of the installation.</summary>
internal static class CallRights
{
    private static readonly SeatRole[] Officers = [SeatRole.Handler, SeatRole.Head, SeatRole.WorkGroupOfficer, SeatRole.ProjectGroupHead];

    /// <summary>A child call is organised by its collector, a national one by whoever has it assessed or decided.</summary>
    public static long?[] Organisers(Call call) => call.ParentId is null ? [call.AssessById, call.DecideById] : [call.CollectorId];

    public static bool MayManage(this Caller caller, Call call) => caller.MayManage(Organisers(call));

    public static bool MayManage(this Caller caller, params long?[] organisers) =>
        caller.Has(SeatRole.FlowAdministrator) || caller.Seats.Any(seat => Officers.Contains(seat.Role) && organisers.Contains(seat.OrganisationId));

    /// <summary>A call that is being prepared is unknown to everybody else.</summary>
    public static bool MayKnow(this Caller caller, Call call) => call.Status != CallStatus.Draft || caller.MayManage(call);

    public static Refusal? RefuseUnlessManaging(this Caller caller, Call call) =>
        caller.MayManage(call) ? null : caller.MayKnow(call) ? new Refusal("call.not-yours", call.Code) : new Refusal("call.unknown", call.Id);

    /// <summary>The seat on which the caller acts for the call.</summary>
    public static Approvals.Audit.Actor ActorFor(this Caller caller, Call call) =>
        caller.As(seat => Organisers(call).Contains(seat.OrganisationId) || seat.Role == SeatRole.FlowAdministrator);
}
