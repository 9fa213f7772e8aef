using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;

namespace Workflows.Host.Parts;

/// <summary>A case of a call, as whoever decides on the call sees it.</summary>
public sealed record CallCase(long Id, string Number, string Unit, CaseStatus Status, Approvals.Calls.Route Route, string? With, DateTimeOffset DueAt);

/// <summary>Reads the cases of a call, and of its child calls where it is a national one, that were submitted.</summary>
public sealed class ReadCallCases(ApprovalsDb db)
{
    public async Task<IReadOnlyList<CallCase>> Run(long callId, CancellationToken cancellation = default) =>
        await db.Cases.AsNoTracking().Where(c => (c.NationalCallId == callId || c.CallId == callId) && c.SubmittedAt != null).OrderBy(c => c.Number)
            .Select(c => new CallCase(
                c.Id, c.Number, c.Applicant!.FullName, c.Status, c.Route,
                db.WorkItems.Where(w => w.CaseId == c.Id).Select(w => w.Organisation!.ShortName).FirstOrDefault(), c.DueAt))
            .ToListAsync(cancellation);
}
