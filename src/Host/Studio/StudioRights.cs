using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Studio;

/// <summary>Flow administrators design and intervene, auditors read, nobody else gets in.</summary>
public static class StudioRights
{
    /// <summary>Seat roles that may open the designer.</summary>
    public static readonly string[] Readers = [nameof(SeatRole.FlowAdministrator), nameof(SeatRole.Auditor)];

    public static bool MayReadStudio(this Caller caller) => caller.Has(SeatRole.FlowAdministrator) || caller.Has(SeatRole.Auditor);

    public static bool MayWriteStudio(this Caller caller) => caller.Has(SeatRole.FlowAdministrator);

    /// <summary>The flow administrator's seat as the actor of a change.</summary>
    public static Actor AsFlowAdministrator(this Caller caller) => caller.As(seat => seat.Role == SeatRole.FlowAdministrator);
}
