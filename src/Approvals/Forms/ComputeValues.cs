using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;

namespace Workflows.Approvals.Forms;

/// <summary>
/// Works out what a form lists as <c>computed</c> for a case: from its content, its deadline and receipts, the other cases of the call and the registers.
/// It is shown beside what was filled in and never accepted from a person (domain §4).
/// </summary>
public sealed class ComputeValues(ApprovalsDb db)
{
    /// <param name="item">Loaded with its receipts and opinions.</param>
    /// <returns>By key; what is not known yet is left out.</returns>
    public async Task<JsonObject> Run(Case item, FormDefinition form, JsonObject values, FormCheckContext context, CancellationToken cancellation = default)
    {
        var computed = new JsonObject();
        foreach (var key in form.Computed.Select(c => c.Key))
            if ((ComputedValues.Of(key, form, values, context) ?? await Known(key, form.Key, item, values, cancellation)) is { } value) computed[key] = value;
        return computed;
    }

    private async Task<JsonNode?> Known(string key, string formKey, Case item, JsonObject values, CancellationToken cancellation) => key switch
    {
        // The last day, also where its end is midnight (R9).
        "effectiveDeadline" => Day(item.DueAt.AddTicks(-1)),
        "isLate" => item.Status == CaseStatus.Late,
        "paperReceivedOn" => Day(item.Receipts.Max(r => r.PaperReceivedAt)),
        "electronicReceivedOn" => Day(item.Receipts.Max(r => r.ElectronicReceivedAt)),
        "mutualIntention" => await Mutual(formKey, item, values, cancellation),
        "isMember" => await IsMember(item, cancellation),
        "overQuota" => await db.Rankings.AsNoTracking().Where(r => r.CallId == item.CallId).AnyAsync(r => r.OverQuota != null, cancellation),
        "cycleStart" => Day(await db.Communities.AsNoTracking().Where(c => c.FormationCaseId == item.Id).Select(c => (DateOnly?)c.SignedOn).FirstOrDefaultAsync(cancellation)),
        "cycleEnd" => Day(await (
            from community in db.Communities.AsNoTracking()
            where community.FormationCaseId == item.Id
            join cycle in db.Cycles on community.Id equals cycle.OrganisationId
            orderby cycle.StartsOn
            select (DateOnly?)cycle.EndsOn).FirstOrDefaultAsync(cancellation)),
        "confirmedOn" => Day(Acceptance(item)?.At),
        "receiptNo" => Acceptance(item) is not null ? $"{item.Number}-S1" : null,
        "recordedLearningActivities" => await Recorded(item, cancellation, GatheringKind.LearningActivity),
        "recordedWorkMeetings" => await Recorded(item, cancellation, GatheringKind.Meeting, GatheringKind.Seminar),
        _ => null,
    };

    /// <summary>The payee's confirmation of a fee (管理办法 第二十条).</summary>
    private static Opinion? Acceptance(Case item) => item.Opinions.Find(o => o is { Block: "acceptance", Decision: OpinionDecision.Approve, IsVoid: false });

    /// <summary>How many of the units that the applicant names have named it, too, in their forms under the same national call.</summary>
    private async Task<int> Mutual(string formKey, Case item, JsonObject values, CancellationToken cancellation)
    {
        var named = Rows(values).SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        if (named.Count == 0) return 0;
        var own = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == item.ApplicantId, cancellation);
        var others = await db.CaseForms.AsNoTracking()
            .Where(f => f.FormKey == formKey && db.Cases.Any(c => c.Id == f.CaseId && c.Id != item.Id && c.NationalCallId == item.NationalCallId && named.Contains(c.Applicant!.FullName)))
            .Select(f => new { f.CaseId, f.Revision, f.Content }).ToListAsync(cancellation);
        return others.GroupBy(f => f.CaseId).Select(forms => forms.MaxBy(f => f.Revision)!)
            .Count(f => Rows(f.Content).Any(row => Names(row).Contains(own.FullName) || Id(row) == Written(own.Id)));

        static IEnumerable<JsonObject> Rows(JsonObject form) => (form["intendedMembers"] as JsonArray ?? []).OfType<JsonObject>();
        static string? Id(JsonObject row) => FormJson.Text(row["unitRef"]);
        static IEnumerable<string> Names(JsonObject row) => FormJson.Text(row["unitName"]) is { } name ? [name] : [];
    }

    /// <summary>Whether the applicant is a member of the association that collects (R3).</summary>
    private async Task<bool?> IsMember(Case item, CancellationToken cancellation)
    {
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == item.CallId, cancellation);
        var day = ShanghaiTime.DayOf(item.SubmittedAt ?? item.CreatedAt);
        return call.CollectorId is { } collector
            ? await db.Memberships.AsNoTracking().AnyAsync(m => m.AssociationId == collector && m.OrganisationId == item.ApplicantId && m.From <= day && (m.To == null || m.To >= day), cancellation)
            : null;
    }

    /// <summary>Activities of the community that were recorded in the year the case is about (WF-07).</summary>
    private async Task<int?> Recorded(Case item, CancellationToken cancellation, params GatheringKind[] kinds)
    {
        if (!int.TryParse(item.Parameters["period"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return null;
        var held = await db.Gatherings.AsNoTracking()
            .Where(g => g.Scope == GatheringScope.Community && g.ScopeId == item.ApplicantId && g.RecordedAt != null && kinds.Contains(g.Kind)).Select(g => g.StartsAt).ToListAsync(cancellation);
        return held.Count(at => ShanghaiTime.DayOf(at).Year == year);
    }

    private static JsonNode? Day(DateTimeOffset? at) => at is { } moment ? Day(ShanghaiTime.DayOf(moment)) : null;

    private static JsonNode? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Written(long id) => id.ToString(CultureInfo.InvariantCulture);
}
