using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Communities;
using Workflows.Approvals.Organisations;

namespace Workflows.Host.Communities;

/// <summary>Reads communities, their cycle, duties, activities and exits, and the board on which sites are brought together.</summary>
public sealed class ReadCommunities(ApprovalsDb db)
{
    /// <param name="text">Part of the name of a community or of a member.</param>
    public async Task<IReadOnlyList<CommunityLine>> All(string? text = null, CancellationToken cancellation = default)
    {
        var communities = db.Communities.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(text))
            communities = communities.Where(c => c.Organisation!.FullName.Contains(text.Trim()) || c.Members.Any(m => m.Organisation!.FullName.Contains(text.Trim())));
        return await (
            from community in communities
            orderby community.Status, community.SignedOn descending, community.Id descending
            select new CommunityLine(
                community.Id, community.Organisation!.FullName, community.Level, community.Region, community.Project, community.Status, community.OfficeAt!.FullName, community.Members.Count(m => m.To == null),
                db.Cycles.Where(y => y.OrganisationId == community.Id).Select(y => (DateOnly?)y.StartsOn).FirstOrDefault(),
                db.Cycles.Where(y => y.OrganisationId == community.Id).Select(y => (DateOnly?)y.EndsOn).FirstOrDefault())).Take(500).ToListAsync(cancellation);
    }

    public async Task<CommunityView?> One(Caller caller, long id, CancellationToken cancellation = default)
    {
        var community = await db.Communities.AsNoTracking().Include(c => c.Organisation).Include(c => c.OfficeAt).Include(c => c.FormationCase).Include(c => c.Members).ThenInclude(m => m.Organisation)
            .SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (community is null) return null;
        var signed = await db.SealUses.AsNoTracking().Where(s => s.CaseId == community.FormationCaseId && s.VoidedAt == null).Select(s => s.Block).ToListAsync(cancellation);
        var members = community.Members.OrderBy(m => m.To != null).ThenBy(m => m.Role).ThenBy(m => m.Id).Select(m => new MemberView(
            m.OrganisationId, m.Organisation!.FullName, m.Role, m.From, m.To, m.SiteCaseId, signed.Exists(block => block.EndsWith($":{m.OrganisationId}", StringComparison.Ordinal)))).ToList();
        return new CommunityView(
            community.Id, community.Organisation!.FullName, community.Level, community.Region, community.Project, community.Status, community.Leader, community.DeputyLeaders,
            community.OfficeAtId, community.OfficeAt!.FullName, community.SignedOn, community.ClosedOn, community.SubPlatformUrl, community.FormationCaseId, community.FormationCase!.Number,
            community.Overrides, members, await CycleOf(id, cancellation), await DutiesOf(id, cancellation), await Gatherings(GatheringScope.Community, id, cancellation),
            await Exits([.. members.Select(m => m.UnitId)], cancellation), MayAdd(caller, community));
    }

    /// <summary>The project group whose community it is adds members.</summary>
    public static bool MayAdd(Caller caller, Community community) =>
        community.Status == CommunityStatus.Active && caller.Seats.Any(s => s.OrganisationId == community.Organisation!.CompetentSuperiorId && s.Role is SeatRole.WorkGroupOfficer or SeatRole.ProjectGroupHead);

    /// <summary>Pilot sites by level, region and project; who names whom. In no community unless all are wanted.</summary>
    public async Task<IReadOnlyList<SiteLine>> Board(bool all = false, CancellationToken cancellation = default)
    {
        var sites = await db.ReadPilotSites(cancellation: cancellation);
        var ids = sites.Select(s => s.UnitId).ToList();
        var units = await db.Organisations.AsNoTracking().Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellation);
        var communities = await db.Communities.AsNoTracking().Select(c => new { c.Id, c.Organisation!.FullName }).ToDictionaryAsync(c => c.Id, c => c.FullName, cancellation);
        var areas = await db.Areas.AsNoTracking().Where(a => a.EffectiveTo == null).ToDictionaryAsync(a => a.Code, a => a.Name, cancellation);
        var named = sites.ToDictionary(s => units[s.UnitId].FullName, s => s.IntendedMembers);
        return [.. sites.Where(s => all || s.CommunityId is null)
            .Select(s => new SiteLine(
                s.UnitId, units[s.UnitId].FullName, areas.GetValueOrDefault(units[s.UnitId].AreaCode, units[s.UnitId].AreaCode), s.Level, s.Region, s.Project, s.WishesToLead, s.IntendedMembers,
                s.IntendedMembers.Count(other => named.TryGetValue(other, out var back) && back.Contains(units[s.UnitId].FullName)),
                s.CommunityId is { } community ? communities.GetValueOrDefault(community) : null))
            .OrderBy(s => s.Level).ThenBy(s => s.Region).ThenBy(s => s.Project).ThenByDescending(s => s.Mutual).ThenBy(s => s.Unit, StringComparer.Ordinal)];
    }

    /// <summary>Activities of one scope, the latest first.</summary>
    public async Task<IReadOnlyList<GatheringLine>> Gatherings(GatheringScope scope, long scopeId, CancellationToken cancellation = default) =>
        await db.Gatherings.AsNoTracking().Where(g => g.Scope == scope && g.ScopeId == scopeId).OrderByDescending(g => g.StartsAt)
            .Select(g => new GatheringLine(
                g.CaseId, g.Title, g.Scope, g.Kind, g.StartsAt, g.Place, g.RecordedAt != null, g.Attendance.Count, g.Attendance.Count(a => a.Status == AttendanceStatus.Present),
                g.Attendance.Count(a => a.Status == AttendanceStatus.Absent), g.Attendance.Count(a => a.Status == AttendanceStatus.Excused)))
            .Take(200).ToListAsync(cancellation);

    private async Task<CycleView?> CycleOf(long id, CancellationToken cancellation)
    {
        if (await db.Cycles.AsNoTracking().Where(c => c.OrganisationId == id).OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancellation) is not { } cycle) return null;
        var item = await db.Cases.AsNoTracking().Include(c => c.Call).Include(c => c.NationalCall).SingleAsync(c => c.Id == cycle.CaseId, cancellation);
        return new CycleView(
            cycle.CaseId, cycle.StartsOn, cycle.EndsOn,
            [.. cycle.All(CycleDates.RulesOf(item)).Select(d => new CycleStep(d.Event, d.Period, d.On, d.Due, cycle.Come.Contains(d.Name)))]);
    }

    /// <summary>What the community and its members owe by its cycle.</summary>
    private async Task<IReadOnlyList<CommunityDuty>> DutiesOf(long id, CancellationToken cancellation)
    {
        var cycles = await db.Cycles.AsNoTracking().Where(c => c.OrganisationId == id).Select(c => (long?)c.CaseId).ToListAsync(cancellation);
        return await db.Duties.AsNoTracking().Where(d => cycles.Contains(d.Case!.ParentId)).OrderByDescending(d => d.DueAt).ThenBy(d => d.Id)
            .Select(d => new CommunityDuty(d.CaseId, d.Case!.Number, d.Kind, d.Title, d.Period, d.Owner!.FullName, d.Receiver!.FullName, d.DueAt, d.State)).Take(500).ToListAsync(cancellation);
    }

    private async Task<IReadOnlyList<ExitLine>> Exits(List<long> units, CancellationToken cancellation) =>
        await db.Cases.AsNoTracking().Where(c => c.NationalCall!.Kind == "withdrawal" && units.Contains(c.ApplicantId)).OrderByDescending(c => c.Id)
            .Select(c => new ExitLine(c.Id, c.Number, c.ApplicantId, c.Applicant!.FullName, c.Status)).ToListAsync(cancellation);
}

/// <summary>Reads one activity with its sheet, for its organiser, its units and the bodies of its call.</summary>
public sealed class ReadGathering(ApprovalsDb db, MaySeeCase maySee, TimeProvider clock)
{
    public async Task<GatheringView?> Run(Caller caller, long caseId, CancellationToken cancellation = default)
    {
        if (await db.GatheringOf(caseId, cancellation) is not { } gathering) return null;
        if (!await maySee.Run(caller, caseId, cancellation) && !gathering.Attendance.Exists(a => caller.IsAt(a.OrganisationId))) return null;
        var organiser = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == gathering.ScopeId, cancellation);
        var units = gathering.Attendance.Select(a => a.OrganisationId).ToList();
        var past = await db.Attendance.AsNoTracking()
            .Where(a => units.Contains(a.OrganisationId) && a.Gathering!.Scope == gathering.Scope && a.Gathering.ScopeId == gathering.ScopeId && a.Gathering.CountsForExit && a.Gathering.RecordedAt != null)
            .OrderBy(a => a.Gathering!.StartsAt).Select(a => new { a.OrganisationId, a.Status }).ToListAsync(cancellation);
        var open = clock.GetUtcNow() < gathering.StartsAt;
        return new GatheringView(
            caseId, gathering.Title, gathering.Scope, gathering.Kind, organiser.FullName, gathering.StartsAt, gathering.Place, gathering.CountsForExit, gathering.RecordedAt,
            [.. gathering.Attendance.OrderBy(a => a.Unit, StringComparer.Ordinal).Select(a => new AttendanceView(
                a.OrganisationId, a.Unit, a.Status, a.LeaveReason, a.LeaveAskedAt, a.Participants, a.Evidence,
                Absence.InARow(past.Where(p => p.OrganisationId == a.OrganisationId).Select(p => p.Status))))],
            open ? [.. gathering.Attendance.Where(a => caller.Has(SeatRole.Handler, a.OrganisationId) || caller.Has(SeatRole.Head, a.OrganisationId)).Select(a => a.OrganisationId)] : []);
    }
}
