using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Organisations;

namespace Workflows.Host;

/// <summary>
/// Who may read a case: the applicant, the bodies of its call, everybody who has or had work on it, before whom overdue work on it was put, whoever got a copy,
/// and the auditors and flow administrators. Nobody else learns that it exists.
/// </summary>
public sealed class MaySeeCase(ApprovalsDb db)
{
    public static bool SeesEverything(Caller caller) => caller.Has(SeatRole.Auditor) || caller.Has(SeatRole.FlowAdministrator);

    /// <summary>What happened to a case in its assessment: experts give their points unseen, and only who runs the assessment and the auditors read them.</summary>
    public static bool IsAssessment(string action) => action is "case.scored" or "case.conflict-declared" or "experts.assigned";

    /// <summary>May the caller know who assessed the case, and how?</summary>
    public async Task<bool> SeesAssessment(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (SeesEverything(caller)) return true;
        var organisations = caller.Seats.Where(seat => seat.Role is SeatRole.ProjectGroupHead or SeatRole.WorkGroupOfficer).Select(seat => seat.OrganisationId).Distinct().ToList();
        return await db.Cases.AnyAsync(
            c => c.Id == caseId
                && ((c.NationalCall!.AssessById != null && organisations.Contains(c.NationalCall.AssessById.Value))
                    || (c.NationalCall.DecideById != null && organisations.Contains(c.NationalCall.DecideById.Value))),
            cancellation);
    }

    public async Task<bool> Run(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (SeesEverything(caller)) return await db.Cases.AnyAsync(c => c.Id == caseId, cancellation);
        return await WorksOn(caller, caseId, cancellation) || await HasCopy(caller, caseId, cancellation);
    }

    /// <summary>Who works on the case reads how its people are reached; auditors, flow administrators and whoever only got a copy read that masked (<see cref="Approvals.Forms.PersonalValues"/>).</summary>
    public async Task<bool> WorksOn(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        var organisations = caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList();
        var (person, principals) = (caller.PersonId, caller.Principals);
        return await db.Cases.AnyAsync(
            c => c.Id == caseId
                && (organisations.Contains(c.ApplicantId)
                    || (c.Call!.CollectorId != null && organisations.Contains(c.Call.CollectorId.Value))
                    || db.WorkItems.Any(w => w.CaseId == caseId && (w.PersonId == person || organisations.Contains(w.OrganisationId)))
                    || db.FinishedWorkItems.Any(w => w.CaseId == caseId && (w.DecidedById == person || organisations.Contains(w.OrganisationId)))
                    || db.Escalations.Any(e => e.CaseId == caseId && principals.Contains(e.SeatId))
                    || db.ExpertAssignments.Any(a => a.CaseId == caseId && a.ExpertId == person)),
            cancellation)
            || await IsBodyOfTheNationalCall(caseId, organisations, cancellation);
    }

    private Task<bool> HasCopy(Caller caller, long caseId, CancellationToken cancellation)
    {
        var (person, organisations) = (caller.PersonId, caller.Seats.Select(seat => seat.OrganisationId).Distinct().ToList());
        return db.CopyItems.AnyAsync(i => i.CaseId == caseId && organisations.Contains(i.RecipientId) && (i.PersonId == null || i.PersonId == person), cancellation);
    }

    /// <summary>The project group, the filing body and the publisher see a case once it was submitted.</summary>
    private Task<bool> IsBodyOfTheNationalCall(long caseId, List<long> organisations, CancellationToken cancellation) =>
        db.Cases.AnyAsync(
            c => c.Id == caseId && c.SubmittedAt != null
                && ((c.NationalCall!.AssessById != null && organisations.Contains(c.NationalCall.AssessById.Value))
                    || (c.NationalCall.DecideById != null && organisations.Contains(c.NationalCall.DecideById.Value))
                    || (c.NationalCall.FileWithId != null && organisations.Contains(c.NationalCall.FileWithId.Value))
                    || (c.NationalCall.PublishById != null && organisations.Contains(c.NationalCall.PublishById.Value))),
            cancellation);
}
