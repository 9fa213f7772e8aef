using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Communities;

/// <summary>What a community is after a unit left it.</summary>
/// <param name="Community">Null: the unit was in none.</param>
/// <param name="HasLeader">A leader unit is still there.</param>
/// <param name="Members">How many are left.</param>
public sealed record CommunityAfterExit(Community? Community, bool HasLeader, int Members);

/// <summary>
/// The effects of a published exit: who leaves the project leaves its community too; who leaves the community alone stays a pilot site (R90).
/// Running again changes nothing.
/// </summary>
public sealed class LeaveScope(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, TimeProvider clock)
{
    /// <param name="item">The case of the exit.</param>
    /// <param name="scope">What the unit leaves.</param>
    public async Task<CommunityAfterExit> Run(Case item, GatheringScope scope, CancellationToken cancellation = default)
    {
        var (unit, group) = (item.ApplicantId, item.NationalCall!.AssessById);
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        var membership = await db.Set<CommunityMember>().Where(m => m.OrganisationId == unit).OrderByDescending(m => m.Id).FirstOrDefaultAsync(cancellation);
        var community = membership is null ? null : await db.LoadCommunity(membership.CommunityId, cancellation);

        // A unit may take part in two projects; it leaves the one whose project group has this case (Q55).
        if (community is not null && (await db.Organisations.FindAsync([community.Id], cancellation))!.CompetentSuperiorId != group) community = null;
        if (community?.Leave(unit, today) is not null)
        {
            db.Touch(community);
            await audit.Write(Subject.Organisation(community.Id), "community.member-left", new AuditDetail { Clause = "R90", After = item.Applicant?.FullName, Comment = item.Number }, cancellation);
        }

        var sites = await db.Cases.Where(c => c.ApplicantId == unit && c.NationalCall!.AssessById == group && (c.NationalCall.Kind == ReadingPilotSites.Kind || c.NationalCall.Kind == "pilotSchool")
            && (c.Status == CaseStatus.Listed || c.Status == CaseStatus.InCommunity || c.Status == CaseStatus.Exiting)).Select(c => c.Id).ToListAsync(cancellation);
        foreach (var site in sites)
            await statuses.Run(site, scope == GatheringScope.Project ? CaseStatus.Exited : CaseStatus.Listed, cancellation: cancellation);
        if (community is null || community.Status == CommunityStatus.Closed) return new(community, true, Community.FewestMembers);

        var left = community.Members.Where(m => m.To is null).ToList();
        return new(community, left.Exists(m => m.Role == CommunityRole.Leader), left.Count);
    }
}
