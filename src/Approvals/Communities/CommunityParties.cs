using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Communities;

/// <summary>
/// The parties of communities: <c>community</c>, its <c>members</c>, its <c>leaderUnit</c> (or the one that its agreement proposes), the <c>expertGroup</c> of the
/// project, the <c>roster</c> of an activity and its <c>absentees</c>.
/// </summary>
internal static class CommunityParties
{
    private const string Agreement = "community-agreement", Activity = "activity";

    /// <summary>The organisations of the party; null when it is none of these.</summary>
    public static async Task<IReadOnlyList<Organisation>?> Of(ApprovalsDb db, Case item, string party, CancellationToken cancellation) => party switch
    {
        Parties.Community => await Found(db, [(await db.CommunityOf(item, cancellation))?.Id], cancellation),
        Parties.Members => await Found(db, await Members(db, item, role: null, cancellation), cancellation),
        Parties.LeaderUnit => await Found(db, await Members(db, item, CommunityRole.Leader, cancellation), cancellation),
        Parties.ExpertGroup => await Experts(db, item, cancellation),
        Parties.Roster => await Found(db, await Invited(db, item, null, cancellation), cancellation),
        Parties.Absentees => await Found(db, await Invited(db, item, AttendanceStatus.Absent, cancellation), cancellation),
        _ => null,
    };

    /// <summary>Before the community is there, those whom its proposed agreement names.</summary>
    private static async Task<List<long?>> Members(ApprovalsDb db, Case item, CommunityRole? role, CancellationToken cancellation)
    {
        if (await db.CommunityOf(item, cancellation) is { } community)
            return [.. community.Members.Where(m => m.To is null && (role is null || m.Role == role)).OrderBy(m => m.Role).Select(m => (long?)m.OrganisationId)];
        var agreement = (await db.LoadCase(item.Id, cancellation))?.Form(Agreement)?.Content["members"] as JsonArray ?? [];
        return [.. agreement.OfType<JsonObject>()
            .Where(r => role is null || string.Equals(r["role"]?.ToString(), role.ToString(), StringComparison.OrdinalIgnoreCase))
            .Select(r => Id(r["unit"]))];
    }

    /// <summary>Before the activity is entered, those whom its form names.</summary>
    private static async Task<List<long?>> Invited(ApprovalsDb db, Case item, AttendanceStatus? status, CancellationToken cancellation)
    {
        if (await db.GatheringOf(item.Id, cancellation) is { } gathering)
            return [.. gathering.Attendance.Where(a => status is null || a.Status == status).Select(a => (long?)a.OrganisationId)];
        var roster = status is null ? (await db.LoadCase(item.Id, cancellation))?.Form(Activity)?.Content["roster"] as JsonArray ?? [] : [];
        return [.. roster.OfType<JsonObject>().Select(r => Id(r["unit"]))];
    }

    private static long? Id(JsonNode? unit) => long.TryParse(unit?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The expert group under the project group; the project group itself where none is registered.</summary>
    private static async Task<IReadOnlyList<Organisation>> Experts(ApprovalsDb db, Case item, CancellationToken cancellation)
    {
        var group = (item.NationalCall ?? await db.Calls.FindAsync([item.NationalCallId], cancellation))?.AssessById;
        var experts = await db.Organisations
            .Where(o => o.Kind == OrgKind.ExpertGroup && o.CompetentSuperiorId == group && o.Status == OrganisationStatus.Active).OrderBy(o => o.Id).Take(1).ToListAsync(cancellation);
        return experts.Count > 0 ? experts : await Found(db, [group], cancellation);
    }

    private static async Task<IReadOnlyList<Organisation>> Found(ApprovalsDb db, IEnumerable<long?> ids, CancellationToken cancellation)
    {
        var found = new List<Organisation>();
        foreach (var id in ids.OfType<long>().Distinct())
            if (await db.Organisations.FindAsync([id], cancellation) is { } organisation) found.Add(organisation);
        return found;
    }
}
