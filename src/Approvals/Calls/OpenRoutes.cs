using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Calls;

/// <summary>Which routes a unit may take under a call (R3, R10).</summary>
public static class OpenRoutes
{
    /// <summary>
    /// Recommendation, unless the unit's province forwarded the call: then it goes through that call, to those it addresses, and not past it.
    /// The direct route, where the national call has it.
    /// </summary>
    /// <param name="call">With its parent.</param>
    public static async Task<IReadOnlyList<Route>> ReadOpenRoutes(this ApprovalsDb db, Organisation unit, Call call, CancellationToken cancellation = default)
    {
        var open = new List<Route>();
        if (call.Routes.Contains(Route.Recommended) && !await db.IsForwarded(unit, call, cancellation)) open.Add(Route.Recommended);
        if ((call.Parent ?? call).Routes.Contains(Route.Direct)) open.Add(Route.Direct);
        return open;
    }

    private static async Task<bool> IsForwarded(this ApprovalsDb db, Organisation unit, Call call, CancellationToken cancellation)
    {
        if (call.ParentId is not null) return false;
        if (db.Once(("calls under", call.Id))) await db.Calls.AsTracking().Where(c => c.ParentId == call.Id).LoadAsync(cancellation);
        return db.Calls.Local.Any(child => child.ParentId == call.Id && child.Status != CallStatus.Draft && child.Covers(unit.AreaCode));
    }
}
