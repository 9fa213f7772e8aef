using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;

namespace Workflows.Approvals.Calls;

/// <summary>Closes a national call and the child calls under it: no further case, and the set of received ones stands.</summary>
public sealed class CloseCall(ApprovalsDb db, AuditTrail audit)
{
    /// <returns>The call, or <c>call.unknown</c>, <c>call.not-open</c>.</returns>
    public async Task<Result<Call>> Run(long callId, string? why = null, CancellationToken cancellation = default)
    {
        if (await db.Calls.FindAsync([callId], cancellation) is not { } call) return new Refusal("call.unknown", callId);
        if (call.Close() is { } refusal) return refusal;
        await audit.Write(Subject.Call(call.Id), "call.closed", new AuditDetail { Comment = why, Clause = "R9" }, cancellation);
        foreach (var child in await db.Calls.Where(c => c.ParentId == callId && c.Status == CallStatus.Open).ToListAsync(cancellation))
        {
            child.Close();
            await audit.Write(Subject.Call(child.Id), "call.closed", new AuditDetail { Comment = why, Clause = "R9" }, cancellation);
        }

        return call;
    }
}
