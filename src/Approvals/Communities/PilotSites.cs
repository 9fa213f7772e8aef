using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;

namespace Workflows.Approvals.Communities;

/// <summary>A unit as a pilot site, as forms and the matching board need it.</summary>
/// <param name="CaseId">The case by which it was listed.</param>
/// <param name="Project">The project it intends, e.g. <c>elderly</c>.</param>
/// <param name="Level">The level it applied for, e.g. <c>county</c>.</param>
/// <param name="CommunityId">The community that it is in now.</param>
public sealed record PilotSite(long UnitId, long CaseId, string? Project, string? Level, string? Region, bool WishesToLead, IReadOnlyList<string> IntendedMembers, long? CommunityId);

/// <summary>Reads pilot sites: units on a published list (R88).</summary>
public static class ReadingPilotSites
{
    /// <summary>Key of the calls that make pilot sites.</summary>
    public const string Kind = "pilotSite";

    /// <summary>The form in which a site says what it intends (F-01).</summary>
    private const string FormKey = "pilot-site";

    /// <summary>Cases whose unit is a pilot site now.</summary>
    public static IQueryable<Case> PilotSites(this ApprovalsDb db) =>
        db.Cases.Where(c => c.NationalCall!.Kind == Kind && (c.Status == CaseStatus.Listed || c.Status == CaseStatus.InCommunity || c.Status == CaseStatus.Exiting));

    /// <summary>Whether the unit takes part in a project now: as a pilot site or school on a published list, or as a community that has not ended.</summary>
    public static bool TakesPart(this ApprovalsDb db, long unit) =>
        db.Communities.Any(c => c.Id == unit && c.Status == CommunityStatus.Active)
        || db.Cases.Any(c => c.ApplicantId == unit && (c.NationalCall!.Kind == Kind || c.NationalCall.Kind == "pilotSchool")
            && (c.Status == CaseStatus.Listed || c.Status == CaseStatus.InCommunity || c.Status == CaseStatus.Exiting));

    /// <summary>The newest listing of each of these units; empty: of every unit.</summary>
    public static async Task<IReadOnlyList<PilotSite>> ReadPilotSites(this ApprovalsDb db, IReadOnlyCollection<long>? units = null, CancellationToken cancellation = default)
    {
        var cases = db.PilotSites().AsNoTracking();
        if (units is not null) cases = cases.Where(c => units.Contains(c.ApplicantId));
        var found = await cases.Include(c => c.Forms).ToListAsync(cancellation);
        var living = await db.Set<CommunityMember>().AsNoTracking().Where(m => m.To == null).ToDictionaryAsync(m => m.OrganisationId, m => m.CommunityId, cancellation);
        return [.. found.GroupBy(c => c.ApplicantId).Select(g => Of(g.MaxBy(c => c.Id)!, living))];
    }

    /// <summary>The same for one unit, or null when it is none.</summary>
    public static PilotSite? ReadPilotSite(this ApprovalsDb db, long unit)
    {
        var found = db.PilotSites().AsNoTracking().Include(c => c.Forms).Where(c => c.ApplicantId == unit).OrderByDescending(c => c.Id).FirstOrDefault();
        var living = db.Set<CommunityMember>().AsNoTracking().Where(m => m.OrganisationId == unit && m.To == null).ToDictionary(m => m.OrganisationId, m => m.CommunityId);
        return found is null ? null : Of(found, living);
    }

    private static PilotSite Of(Case item, Dictionary<long, long> communities)
    {
        var form = item.Form(FormKey)?.Content;
        var intended = (form?["intendedMembers"] as System.Text.Json.Nodes.JsonArray ?? []).Select(m => m?["unitName"]?.ToString()).OfType<string>();
        return new(
            item.ApplicantId, item.Id, form?["intendedProject"]?.ToString(), form?["communityLevel"]?.ToString(), form?["region"]?.ToString(),
            form?["leaderWish"] is not null, [.. intended], communities.TryGetValue(item.ApplicantId, out var community) ? community : null);
    }
}
