using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Calendar;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Organisations;

namespace Workflows.Approvals.Statistics;

/// <summary>Makes the row of a province from the cases that its statistics case has opened at the counties and cities.</summary>
public sealed class RollUp(ApprovalsDb db, AuditTrail audit, CurrentActor actor, FormDefinitions forms, SubmitForm submit, IdSource ids, TimeProvider clock)
{
    /// <summary>Key of 附件5.</summary>
    public const string FormKey = "institution-statistics";

    /// <summary>The row as it would be now, and what it is made from; nothing is kept.</summary>
    public async Task<(ProvinceRow Row, IReadOnlyList<StatisticsSource> Sources)> Preview(Case item, CancellationToken cancellation = default)
    {
        var sources = await Sources(item.Id, cancellation);
        return (ProvinceRow.Of(sources, await Facts(item, cancellation)), sources);
    }

    /// <summary>Keeps the roll-up; where nothing is wrong, the row becomes the form <c>institution-statistics</c> of the case.</summary>
    public async Task<Result<StatisticsRollUp>> Run(long caseId, CancellationToken cancellation = default)
    {
        if (await db.LoadCase(caseId, cancellation) is not { } item) return new Refusal("case.unknown", caseId);
        var (row, sources) = await Preview(item, cancellation);
        var rollUp = new StatisticsRollUp
        {
            Id = ids.Next(), CaseId = caseId, At = clock.GetUtcNow(), PersonId = actor.Actor.PersonId,
            Row = (JsonObject)row.Values.DeepClone(), Sources = [.. sources], Findings = [.. row.Findings],
        };
        db.Add(rollUp);
        await audit.Write(Subject.Case(caseId), "statistics.rolled-up", new AuditDetail
        {
            Outcome = row.Findings.Count == 0 ? "Complete" : "Inconsistent", Clause = "R55, R56",
            Before = string.Join("、", sources.Select(s => $"{s.Number}#{s.Revision}")), After = row.Values.ToJsonString(Json.Options),
            Comment = row.Findings.Count == 0 ? null : string.Join("；", row.Findings.Select(f => f.Sentence.Zh)),
        }, cancellation);
        if (row.Findings.Count > 0) return rollUp;
        var content = (JsonObject)row.Values.DeepClone();
        content["reportingUnit"] = item.ApplicantId.ToString(CultureInfo.InvariantCulture);
        var submitted = await submit.Whole(forms, caseId, FormKey, content, cancellation);
        return submitted.Refusal is { } refusal ? refusal : rollUp;
    }

    /// <summary>What the units reported: of several cases of a unit for the same form the newest counts.</summary>
    private async Task<IReadOnlyList<StatisticsSource>> Sources(long caseId, CancellationToken cancellation)
    {
        var children = await db.Cases.AsNoTracking().Include(c => c.Applicant).Include(c => c.Forms).AsSplitQuery()
            .Where(c => c.ParentId == caseId && c.FormKey != null).OrderBy(c => c.Id).ToListAsync(cancellation);
        return [.. children.GroupBy(c => (c.ApplicantId, c.FormKey)).Select(g => Source(g.Last())).OrderBy(s => s.FormKey, StringComparer.Ordinal).ThenBy(s => s.Number, StringComparer.Ordinal)];
    }

    private static StatisticsSource Source(Case child)
    {
        var form = child.Form(child.FormKey!);
        var values = (form?.Content ?? []).Select(m => (m.Key, Number: FormJson.Number(m.Value))).Where(m => m.Number is not null).ToDictionary(m => m.Key, m => m.Number!.Value);
        return new(child.Id, child.Number, child.ApplicantId, child.Applicant!.FullName, child.FormKey!, form?.Revision ?? 0, form?.ContentHash ?? "", child.Status == CaseStatus.Accepted, values);
    }

    private async Task<ProvinceFacts> Facts(Case item, CancellationToken cancellation)
    {
        var province = item.Call!.ScopeAreaCode ?? item.Applicant!.AreaCode[..2];
        var today = ShanghaiTime.DayOf(clock.GetUtcNow());
        var areas = await db.Areas.AsNoTracking()
            .Where(a => a.Code.StartsWith(province) && a.EffectiveFrom <= today && (a.EffectiveTo == null || a.EffectiveTo >= today) && (a.Level == AdminLevel.City || a.Level == AdminLevel.County))
            .GroupBy(a => a.Level).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        int Of(AdminLevel level) => areas.FirstOrDefault(a => a.Key == level)?.Count ?? 0;
        return new ProvinceFacts(item.Applicant!.FullName, Of(AdminLevel.City), Of(AdminLevel.County));
    }
}

/// <summary>The newest roll-up of a case.</summary>
public static class ReadingRollUps
{
    public static Task<StatisticsRollUp?> RollUpOf(this ApprovalsDb db, long caseId, CancellationToken cancellation = default) =>
        db.RollUps.Where(r => r.CaseId == caseId).OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>The finished statistics of a province for a national call: the accepted case with the form, the newest first.</summary>
    public static async Task<Case?> StatisticsOf(this ApprovalsDb db, long nationalCallId, string? area, string formKey, CancellationToken cancellation = default) =>
        await db.Cases.Include(c => c.Forms).Where(c => c.NationalCallId == nationalCallId && c.ParentId == null && c.Call!.ScopeAreaCode == area
                && c.Status == CaseStatus.Accepted && c.Forms.Any(f => f.FormKey == formKey))
            .OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancellation);
}
