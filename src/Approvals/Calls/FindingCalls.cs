using Microsoft.EntityFrameworkCore;

namespace Workflows.Approvals.Calls;

/// <summary>Finding a call by what people call it.</summary>
public static class FindingCalls
{
    public static Task<Call?> FindCall(this ApprovalsDb db, string code, CancellationToken cancellation = default) =>
        db.Calls.FirstOrDefaultAsync(c => c.Code == code, cancellation);
}
