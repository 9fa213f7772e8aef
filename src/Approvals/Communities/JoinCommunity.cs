using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Communities;

/// <summary>The project group adds a pilot site to a community that is there, e.g. after an exit (R83, R88).</summary>
public sealed class JoinCommunity(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, IdSource ids, TimeProvider clock)
{
    /// <returns>
    /// The community, or <c>community.unknown</c>, <c>community.closed</c>, <c>community.full</c>, <c>community.unlisted</c>, <c>community.already-member</c>,
    /// <c>community.other-community</c>.
    /// </returns>
    public async Task<Result<Community>> Run(long communityId, long organisationId, CommunityRole role, CancellationToken cancellation = default)
    {
        if (await db.LoadCommunity(communityId, cancellation) is not { } community) return new Refusal("community.unknown", communityId);
        if (await db.Organisations.FindAsync([organisationId], cancellation) is not { } unit) return new Refusal("organisation.unknown", organisationId);
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        if (community.MembersOn(today).Any(m => m.OrganisationId == organisationId)) return new Refusal("community.already-member", unit.FullName);
        if ((await db.ReadPilotSites([organisationId], cancellation)).SingleOrDefault() is not { } site) return new Refusal("community.unlisted", unit.FullName);
        if (site.CommunityId is not null) return new Refusal("community.other-community", unit.FullName);
        var member = new CommunityMember
        {
            Id = ids.Next(), CommunityId = communityId, OrganisationId = organisationId, Role = role == CommunityRole.Leader ? CommunityRole.Member : role, SiteCaseId = site.CaseId, From = today,
        };
        if (community.Join(member) is { } refusal) return refusal;
        db.Add(member);
        db.Touch(community);
        await audit.Write(Subject.Organisation(communityId), "community.member-joined", new AuditDetail { Clause = "R83, R88", After = unit.FullName }, cancellation);
        await statuses.Run(site.CaseId, CaseStatus.InCommunity, cancellation: cancellation);
        return community;
    }
}
