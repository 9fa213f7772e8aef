using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Duties;
using Workflows.Approvals.Notifications;

namespace Workflows.Approvals.Cases;

/// <summary>Says where a case stands, for everybody who follows it.</summary>
public sealed class ChangeCaseStatus(ApprovalsDb db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The duties of cases that were expected; null: it has none.</summary>
    private readonly Dictionary<long, Duty?> duties = [];

    /// <summary>Many cases are about to change; what they need is read at once.</summary>
    public async Task Expect(IReadOnlyCollection<long> caseIds, CancellationToken cancellation = default)
    {
        await audit.Expect(caseIds.Select(Subject.Case), cancellation);
        foreach (var some in caseIds.Where(id => !duties.ContainsKey(id)).Chunk(500))
        {
            foreach (var id in some) duties[id] = null;
            foreach (var duty in await db.Duties.Where(d => some.Contains(d.CaseId)).ToListAsync(cancellation)) duties[duty.CaseId] = duty;
        }
    }

    /// <param name="level">While in review: the block whose turn it is.</param>
    /// <param name="reason">Why it was rejected, late, not forwarded or not listed.</param>
    public async Task<Result<Case>> Run(
        long caseId, CaseStatus status, string? level = null, string? reason = null, string? returnedBy = null, CancellationToken cancellation = default)
    {
        if (await db.Cases.FindAsync([caseId], cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        if (item.Status == status && item.StatusLevel == level && item.Reason == reason && item.ReturnedBy == returnedBy) return item;
        var before = item.Status;
        (item.Status, item.StatusLevel, item.Reason, item.ReturnedBy) = (status, level, reason, returnedBy);
        var detail = new AuditDetail { Before = before.ToString(), After = level is null ? status.ToString() : $"{status}:{level}", Comment = reason, Tells = NewsOf(status) is { } kind ? [new News(kind, caseId)] : [] };
        await audit.Write(Subject.Case(caseId), "case.status-changed", detail, cancellation);
        if (item.Key is not null && await DutyOf(caseId, cancellation) is { } duty) duty.Follow(status, clock.GetUtcNow(), Progress(item));
        return item;
    }

    /// <summary>What the applicant's unit is told of: that it came back, or how it ended.</summary>
    private static NewsKind? NewsOf(CaseStatus status) => status switch
    {
        CaseStatus.Returned => NewsKind.Returned,
        CaseStatus.Rejected or CaseStatus.Late or CaseStatus.NotForwarded or CaseStatus.Listed or CaseStatus.NotListed or CaseStatus.Exited or CaseStatus.Shortlisted or CaseStatus.Selected
            or CaseStatus.ProvincialOnly or CaseStatus.Promoted or CaseStatus.NotPassed or CaseStatus.Accepted => NewsKind.Decided,
        _ => null,
    };

    /// <summary>What the form that was handed in last says about progress (F-18).</summary>
    private static int? Progress(Case item) => item.Forms.MaxBy(f => (f.At, f.Revision))?.Content["progress"] is { } said && int.TryParse(said.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private async Task<Duty?> DutyOf(long caseId, CancellationToken cancellation) =>
        duties.TryGetValue(caseId, out var known) ? known : await db.Duties.FirstOrDefaultAsync(d => d.CaseId == caseId, cancellation);
}
