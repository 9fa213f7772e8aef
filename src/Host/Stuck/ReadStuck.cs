using Workflows.Approvals.Organisations;
using Workflows.Persistence;

namespace Workflows.Host.Stuck;

/// <summary>What is stuck, for whoever may see every instance.</summary>
public sealed class ReadStuck(FindStuck find)
{
    /// <returns>Null for anybody but flow administrators and auditors.</returns>
    public async Task<IReadOnlyList<StuckItem>?> Run(Caller caller, CancellationToken cancellation = default) =>
        caller.Has(SeatRole.FlowAdministrator) || caller.Has(SeatRole.Auditor) ? await find.Run(cancellation) : null;
}
