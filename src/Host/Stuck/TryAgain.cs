using Workflows.Approvals;
using Workflows.Host.Refusals;

namespace Workflows.Host.Stuck;

/// <summary>The one safe button of <c>/stuck</c>: parked work is queued anew, the failed activities of an instance run again.</summary>
public sealed class TryAgain(TryParkedWork work, TryFailedActivities activities)
{
    /// <param name="id">Of the parked work, or of the instance.</param>
    public async Task<Result<Done>> Run(Caller caller, string id, CancellationToken cancellation = default)
    {
        var parked = await work.Run(caller, id, cancellation);
        return parked.Refusal is { Code: "stuck.not-parked" } ? await activities.Run(caller, id, cancellation) : parked;
    }
}
