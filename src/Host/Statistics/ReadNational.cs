using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Forms;
using Workflows.Approvals.Packages;
using Workflows.Approvals.Statistics;

namespace Workflows.Host.Statistics;

/// <summary>A national call that counts or gathers figures.</summary>
public sealed record NationalCall(string Code, string Title);

/// <summary>A column of 附件5.</summary>
/// <param name="Sums">The whole country's is the sum; a figure per head is all funding divided by all people (R56).</param>
public sealed record NationalColumn(string Key, Label Label, bool Sums);

/// <summary>The row of a province, as rolled up last.</summary>
/// <param name="Funding">What its counties spend, in yuan a year.</param>
/// <param name="People">Who lives in these counties.</param>
public sealed record ProvinceFigures(long CaseId, string Unit, CaseStatus Status, DateTimeOffset At, int Sources, JsonObject Row, decimal Funding = 0, decimal People = 0);

/// <summary>What the whole country has come to under a national call.</summary>
/// <param name="Counts">What has passed, against the numbers aimed at: counters, never limits (R37).</param>
/// <param name="Provinces">Those whose case the caller may see.</param>
public sealed record NationalFigures(
    IReadOnlyList<NationalCall> Calls, NationalCall? Call, IReadOnlyList<NationalCount> Counts, IReadOnlyList<NationalColumn> Columns, IReadOnlyList<ProvinceFigures> Provinces)
{
    /// <summary>The column over all provinces shown; a figure per head over those that said both funding and people, empty where none did.</summary>
    public decimal? Total(NationalColumn column)
    {
        if (column.Sums) return Provinces.Sum(p => Figure(p.Row[column.Key]) ?? 0);
        var known = Provinces.Where(p => p.People > 0).ToList();
        return known.Count == 0 ? null : Math.Round(known.Sum(p => p.Funding) / known.Sum(p => p.People), 2, MidpointRounding.AwayFromZero);
    }

    public static decimal? Figure(JsonNode? value) => decimal.TryParse(value?.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var figure) ? figure : null;
}

/// <summary>Reads the counters and figures of a national call over all provinces.</summary>
public sealed class ReadNational(ApprovalsDb db, CountNationally count, FormDefinitions forms, MaySeeCase maySee)
{
    /// <param name="code">Code of the national call; empty: the newest.</param>
    public async Task<NationalFigures> Run(Caller caller, string? code, CancellationToken cancellation = default)
    {
        var calls = await db.Calls.AsNoTracking()
            .Where(c => c.ParentId == null && c.Status != CallStatus.Draft && db.Calls.Any(child => child.ParentId == c.Id && (child.IsOrdered || child.FormKey == "institution-statistics")))
            .OrderByDescending(c => c.ClosesOn).ThenBy(c => c.Code).ToListAsync(cancellation);
        var chosen = calls.Find(c => c.Code == code) ?? calls.FirstOrDefault();
        var known = calls.ConvertAll(c => new NationalCall(c.Code, c.Title));
        if (chosen is null) return new NationalFigures(known, null, [], [], []);

        var rollUps = await db.RollUps.AsNoTracking().Where(r => db.Cases.Any(c => c.Id == r.CaseId && c.NationalCallId == chosen.Id)).OrderByDescending(r => r.At).ToListAsync(cancellation);
        var provinces = new List<ProvinceFigures>();
        foreach (var rollUp in rollUps.DistinctBy(r => r.CaseId))
        {
            if (!await maySee.Run(caller, rollUp.CaseId, cancellation)) continue;
            var of = await db.Cases.AsNoTracking().Where(c => c.Id == rollUp.CaseId).Select(c => new { c.Applicant!.FullName, c.Status }).SingleAsync(cancellation);
            provinces.Add(new ProvinceFigures(rollUp.CaseId, of.FullName, of.Status, rollUp.At, rollUp.Sources.Count, rollUp.Row, Sum(rollUp, "countyFunding"), Sum(rollUp, "countyPopulation")));
        }
        return new NationalFigures(
            known, new NationalCall(chosen.Code, chosen.Title), await count.Read(chosen.Id, cancellation), Columns(), [.. provinces.OrderBy(p => p.Unit, StringComparer.Ordinal)]);
    }

    private static decimal Sum(StatisticsRollUp rollUp, string figure) => rollUp.Sources.Sum(s => s.Values.GetValueOrDefault(figure));

    private List<NationalColumn> Columns() =>
    [
        .. (forms.Find("institution-statistics")?.Fields ?? [])
            .Where(f => ProvinceRow.Sums.Contains(f.Key) || f.Key is "prefectureCityCount" or "countyLevelCount" or "perCapitaFunding")
            .Select(f => new NationalColumn(f.Key, f.Label, f.Key != "perCapitaFunding")),
    ];
}
