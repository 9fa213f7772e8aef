using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Communities;

/// <summary>
/// 登记共同体: enters the community that its signed agreement (F-09) describes. Every member must have signed and sealed it (R43) and be on a
/// published list (R88). With its members' cases it goes to <c>inCommunity</c>.
/// </summary>
public sealed class FormCommunity(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, IdSource ids, TimeProvider clock)
{
    /// <param name="block">Block of the agreement that each member has signed and sealed; one each, named after the unit.</param>
    /// <param name="overrideReason">Why the project group let a rule with 原则上 pass; empty: none was broken.</param>
    /// <returns>The community, or <c>community.unsigned</c>, <c>community.unlisted</c>, <c>community.other-community</c>.</returns>
    public async Task<Result<Community>> Run(Case item, JsonObject agreement, string block, string? overrideReason = null, CancellationToken cancellation = default)
    {
        if (await db.Set<Community>().Include(c => c.Members).FirstOrDefaultAsync(c => c.FormationCaseId == item.Id, cancellation) is { } there) return there;
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        var rows = (agreement["members"] as JsonArray ?? []).OfType<JsonObject>().Select(r => (Unit: Id(r["unit"]), Row: r)).ToList();
        var sites = (await db.ReadPilotSites([.. rows.Select(r => r.Unit)], cancellation)).ToDictionary(s => s.UnitId);
        foreach (var (unit, _) in rows)
        {
            var name = (await db.Organisations.FindAsync([unit], cancellation))!.FullName;
            if (!item.IsComplete(PartyBlock.Of(block, unit), BlockMarks.Signature | BlockMarks.Seal)) return new Refusal("community.unsigned", name);
            if (!sites.TryGetValue(unit, out var site)) return new Refusal("community.unlisted", name);
            if (site.CommunityId is not null) return new Refusal("community.other-community", name);
        }

        var leader = rows.Single(r => Role(r.Row) == CommunityRole.Leader);
        var community = await Enter(item, agreement, leader, rows, overrideReason, today, cancellation);
        foreach (var (unit, row) in rows)
        {
            var member = new CommunityMember { Id = ids.Next(), CommunityId = community.Id, OrganisationId = unit, Role = Role(row), SiteCaseId = sites[unit].CaseId, From = today };
            if (community.Join(member) is { } refusal) return refusal;
            await statuses.Run(member.SiteCaseId, CaseStatus.InCommunity, cancellation: cancellation);
        }

        long? office = rows.Where(r => r.Row["office"]?.ToString() == "true").Select(r => (long?)r.Unit).FirstOrDefault();
        if (community.Lead(leader.Unit, leader.Row["leader"]?.ToString(), office) is { } leaderless) return leaderless;
        db.Add(community);
        var said = new AuditDetail
        {
            Clause = "管理办法 第十三、十四条", After = community.Organisation!.FullName, Outcome = rows.Count.ToString(CultureInfo.InvariantCulture), Comment = overrideReason,
        };
        await audit.Write(Subject.Case(item.Id), "community.formed", said, cancellation);
        await audit.Write(Subject.Organisation(community.Id), "community.formed", said, cancellation);
        return community;
    }

    private async Task<Community> Enter(
        Case item, JsonObject agreement, (long Unit, JsonObject Row) leader, List<(long Unit, JsonObject Row)> rows, string? overrideReason, DateOnly today, CancellationToken cancellation)
    {
        var seat = (await db.Organisations.FindAsync([leader.Unit], cancellation))!;
        var level = Enum.Parse<AdminLevel>(agreement["level"]!.ToString(), ignoreCase: true);
        var name = agreement["communityName"]!.ToString();
        var organisation = new Organisation
        {
            Id = ids.Next(), FullName = name, ShortName = name, Kind = OrgKind.Community, Level = level, GovernedBy = level, AreaCode = seat.AreaCode,
            CompetentSuperiorId = item.NationalCall!.AssessById,
        };
        db.Add(organisation);
        var reasons = overrideReason is { Length: > 0 } reason ? new List<CommunityOverride> { new(agreement["overrideGround"]?.ToString() ?? "region", reason) } : [];
        return new Community
        {
            Id = organisation.Id,
            Organisation = organisation,
            FormationCaseId = item.Id,
            Level = level,
            Region = agreement["region"]!.ToString(),
            Project = agreement["project"]!.ToString(),
            DeputyLeaders = [.. rows.Select(r => r.Row["deputyLeader"]?.ToString()).OfType<string>()],
            SubPlatformUrl = agreement["subPlatformUrl"]?.ToString(),
            SignedOn = today,
            Overrides = reasons,
        };
    }

    private static CommunityRole Role(JsonObject row) => Enum.Parse<CommunityRole>(row["role"]!.ToString(), ignoreCase: true);

    private static long Id(JsonNode? unit) => long.Parse(unit!.ToString(), CultureInfo.InvariantCulture);
}

/// <summary>Elects another leader unit, or ends a community.</summary>
public sealed class LeadCommunity(ApprovalsDb db, AuditTrail audit, ChangeCaseStatus statuses, TimeProvider clock)
{
    /// <returns>The community, or <c>community.unknown</c>, <c>community.not-member</c>, <c>community.leader-missing</c>.</returns>
    public async Task<Result<Community>> Elect(long communityId, long organisationId, string? leader, CancellationToken cancellation = default)
    {
        if (await db.LoadCommunity(communityId, cancellation) is not { } community) return new Refusal("community.unknown", communityId);
        if (community.Lead(organisationId, leader) is { } refusal) return refusal;
        db.Touch(community);
        var name = (await db.Organisations.FindAsync([organisationId], cancellation))!.FullName;
        await audit.Write(Subject.Organisation(communityId), "community.leader-elected", new AuditDetail { Clause = "管理办法 第十四条", After = $"{name} {community.Leader}" }, cancellation);
        return community;
    }

    /// <returns>The community, or <c>community.unknown</c>.</returns>
    public async Task<Result<Community>> Close(long communityId, string? why, CancellationToken cancellation = default)
    {
        if (await db.LoadCommunity(communityId, cancellation) is not { } community) return new Refusal("community.unknown", communityId);
        var sites = community.Members.Where(m => m.To is null).Select(m => m.SiteCaseId).ToList();
        community.Close(ShanghaiTime.DayOf(clock.GetUtcNow()));
        db.Touch(community);
        await audit.Write(Subject.Organisation(communityId), "community.closed", new AuditDetail { Clause = "管理办法 第十五条", Comment = why }, cancellation);

        // The units stay pilot sites, free for another community (R90).
        foreach (var site in sites) await statuses.Run(site, CaseStatus.Listed, cancellation: cancellation);
        return community;
    }
}

/// <summary>Reading communities.</summary>
public static class ReadingCommunities
{
    /// <summary>The community with its members, or null.</summary>
    public static async Task<Community?> LoadCommunity(this ApprovalsDb db, long id, CancellationToken cancellation = default) =>
        db.Set<Community>().Local.FirstOrDefault(c => c.Id == id)
        ?? await db.Set<Community>().Include(c => c.Members).ThenInclude(m => m.Organisation).FirstOrDefaultAsync(c => c.Id == id, cancellation);

    /// <summary>The community that a case is about: its applicant, the one that it formed, or the one in which its applicant is or was last.</summary>
    public static async Task<Community?> CommunityOf(this ApprovalsDb db, Case item, CancellationToken cancellation = default)
    {
        if (await db.LoadCommunity(item.ApplicantId, cancellation) is { } own) return own;
        if (db.Set<Community>().Local.FirstOrDefault(c => c.FormationCaseId == item.Id) is { } formed) return formed;
        var id = await db.Set<Community>().Where(c => c.FormationCaseId == item.Id).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancellation)
            ?? await db.Set<CommunityMember>().Where(m => m.OrganisationId == item.ApplicantId)
                .OrderBy(m => m.To != null).ThenByDescending(m => m.Id).Select(m => (long?)m.CommunityId).FirstOrDefaultAsync(cancellation);
        return id is null ? null : await db.LoadCommunity(id.Value, cancellation);
    }
}
