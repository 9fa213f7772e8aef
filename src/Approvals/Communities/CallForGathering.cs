using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;

namespace Workflows.Approvals.Communities;

/// <summary>Enters the activity that its form (F-14) describes and invites the units of its roster.</summary>
public sealed class CallForGathering(ApprovalsDb db, AuditTrail audit, IdSource ids)
{
    /// <summary>Asked again for the same case it returns the activity that is there.</summary>
    /// <param name="form">As submitted: scope, kind, title, startsAt, place, roster, countsForExit.</param>
    /// <returns>The activity, or <c>gathering.not-a-community</c>, <c>gathering.not-a-member</c>.</returns>
    public async Task<Result<Gathering>> Run(Case item, JsonObject form, CancellationToken cancellation = default)
    {
        if (await db.GatheringOf(item.Id, cancellation) is { } there) return there;
        var scope = Enum.Parse<GatheringScope>(form["scope"]!.ToString(), ignoreCase: true);
        var startsAt = FormJson.Moment(form["startsAt"])!.Value.ToUniversalTime();
        var units = (form["roster"] as JsonArray ?? []).OfType<JsonObject>().Select(r => long.Parse(r["unit"]!.ToString(), CultureInfo.InvariantCulture)).Distinct().ToList();
        if (scope == GatheringScope.Community)
        {
            if (await db.LoadCommunity(item.ApplicantId, cancellation) is not { } community) return new Refusal("gathering.not-a-community", item.Number);
            var members = community.MembersOn(ShanghaiTime.DayOf(startsAt)).Select(m => m.OrganisationId).ToHashSet();
            if (units.Exists(u => !members.Contains(u))) return new Refusal("gathering.not-a-member", item.Number);
        }

        var gathering = new Gathering
        {
            Id = ids.Next(),
            CaseId = item.Id,
            Scope = scope,
            ScopeId = item.ApplicantId,
            Kind = Enum.Parse<GatheringKind>(form["kind"]!.ToString(), ignoreCase: true),
            Title = form["title"]!.ToString(),
            StartsAt = startsAt,
            Place = form["place"]?.ToString() ?? "",
            CountsForExit = FormJson.Flag(form["countsForExit"]) ?? true,
        };
        foreach (var id in units)
        {
            var unit = await db.Organisations.FindAsync([id], cancellation);
            gathering.Attendance.Add(new Attendance { GatheringId = gathering.Id, CaseId = item.Id, OrganisationId = id, Unit = unit!.FullName });
        }

        db.Add(gathering);
        await audit.Write(Subject.Case(item.Id), "gathering.called", new AuditDetail { Clause = "R44", After = gathering.Title, Outcome = units.Count.ToString(CultureInfo.InvariantCulture) }, cancellation);
        return gathering;
    }
}

/// <summary>Reading activities.</summary>
public static class ReadingGatherings
{
    /// <summary>The activity of a case with its sheet, or null.</summary>
    public static async Task<Gathering?> GatheringOf(this ApprovalsDb db, long caseId, CancellationToken cancellation = default) =>
        db.Set<Gathering>().Local.FirstOrDefault(g => g.CaseId == caseId)
        ?? await db.Set<Gathering>().Include(g => g.Attendance).FirstOrDefaultAsync(g => g.CaseId == caseId, cancellation);
}
