using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;

namespace Workflows.Host.Inbox;

/// <summary>A case of one of the caller's units, and with whom it is now.</summary>
public sealed record StartedLine(long Id, string Number, string Unit, string Call, CaseStatus Status, string? With, DateTimeOffset DueAt);

/// <summary>Reads what the caller's units have started, the newest first.</summary>
public sealed class ReadStarted(ApprovalsDb db)
{
    /// <param name="after">Id of the last line of the page before.</param>
    /// <param name="take">Lines per page.</param>
    /// <param name="text">Only what has it in its number, its unit's name or the call's title.</param>
    public async Task<IReadOnlyList<StartedLine>> Run(Caller caller, long? after = null, int take = 30, string? text = null, CancellationToken cancellation = default)
    {
        var units = caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList();
        var started = db.Cases.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
        {
            var (part, number) = (text.Trim(), text.Trim().ToUpperInvariant());
            started = started.Where(c => c.Number.Contains(number) || c.Applicant!.FullName.Contains(part) || db.FormerNames.Any(n => n.OrganisationId == c.ApplicantId && n.FullName.Contains(part)) || c.Call!.Title.Contains(part));
        }
        var cases = await started
            .Where(c => units.Contains(c.ApplicantId) && (after == null || c.Id < after))
            .OrderByDescending(c => c.Id)
            .Take(take)
            .Select(c => new { c.Id, c.Number, Unit = c.Applicant!.FullName, Call = c.Call!.Title, c.Status, c.DueAt })
            .ToListAsync(cancellation);
        var ids = cases.Select(c => (long?)c.Id).ToList();
        var holders = await db.WorkItems.AsNoTracking().Where(w => ids.Contains(w.CaseId))
            .Select(w => new { w.CaseId, Name = w.Organisation!.ShortName }).ToListAsync(cancellation);
        return
        [
            .. cases.Select(c => new StartedLine(
                c.Id, c.Number, c.Unit, c.Call, c.Status, holders.Where(h => h.CaseId == c.Id).Select(h => h.Name).FirstOrDefault(), c.DueAt)),
        ];
    }
}
