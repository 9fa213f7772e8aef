using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Packages;
using Workflows.Approvals.Statistics;
using Workflows.Paper.Tables;

namespace Workflows.Host.Packages;

/// <summary>A spreadsheet to be downloaded.</summary>
public sealed record PrintedTable(string Name, byte[] Bytes);

/// <summary>A figure or text that differs between a spreadsheet that was handed in and what stands here.</summary>
/// <param name="Place">Row and column, or the column's key.</param>
public sealed record TableDifference(string Place, string Here, string There);

/// <summary>附件3 and 附件5 of a case as spreadsheets, in their printed layout; and what a spreadsheet says against what stands here.</summary>
public sealed class PrintTable(ApprovalsDb db, MaySeeCase maySee)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <returns>Null when there is no such case for the caller, or it has no such table yet.</returns>
    public async Task<PrintedTable?> Run(Caller caller, long caseId, string formKey, CancellationToken cancellation = default)
    {
        if (await Content(caller, caseId, formKey, cancellation) is not var (item, content)) return null;
        return formKey == BuildBrandSummary.FormKey
            ? new PrintedTable($"附件3-{item.Number}.xlsx", Summary(item, content).ToXlsx())
            : new PrintedTable($"附件5-{item.Number}.xlsx", Statistics(content).ToXlsx(await Note(item, cancellation)));
    }

    /// <summary>Reads a spreadsheet in the printed layout and compares it.</summary>
    /// <returns>What differs; or <c>table.unknown</c>, <c>table.not-xlsx</c>, <c>table.other-layout</c>, <c>table.bad-cell</c>.</returns>
    public async Task<Result<IReadOnlyList<TableDifference>>> Compare(Caller caller, long caseId, string formKey, Stream file, CancellationToken cancellation = default)
    {
        if (await Content(caller, caseId, formKey, cancellation) is not var (item, content)) return new Refusal("table.unknown", formKey);
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancellation);
        return formKey == BuildBrandSummary.FormKey ? Compared(BrandSummary.Read(buffer), Summary(item, content)) : Compared(InstitutionStatistics.Read(buffer), Statistics(content));
    }

    private static Result<IReadOnlyList<TableDifference>> Compared(Result<BrandSummary> read, BrandSummary here)
    {
        if (read.Refusal is { } refusal) return refusal;
        var there = read.Value;
        var differences = new List<TableDifference>();
        for (var row = 0; row < Math.Max(here.Items.Count, there.Items.Count); row++)
        {
            var (own, other) = (here.Items.ElementAtOrDefault(row), there.Items.ElementAtOrDefault(row));
            if (own != other) differences.Add(new((row + 1).ToString(CultureInfo.InvariantCulture), Words(own), Words(other)));
        }

        return differences;

        static string Words(BrandItem? item) => item is null ? "—" : $"{item.Seq} {item.Name} {item.Tier} {item.Contact} {item.Phone}";
    }

    private static Result<IReadOnlyList<TableDifference>> Compared(Result<InstitutionStatistics> read, InstitutionStatistics here)
    {
        if (read.Refusal is { } refusal) return refusal;
        var there = read.Value.Figures;
        return here.Figures.Keys.Union(there.Keys).Where(key => here.Figures.GetValueOrDefault(key, -1) != there.GetValueOrDefault(key, -1))
            .Select(key => new TableDifference(key, Words(here.Figures, key), Words(there, key))).ToList();

        static string Words(IReadOnlyDictionary<string, decimal> figures, string key) => figures.TryGetValue(key, out var figure) ? figure.ToString("0.##", CultureInfo.InvariantCulture) : "—";
    }

    private async Task<(Case Item, JsonObject Content)?> Content(Caller caller, long caseId, string formKey, CancellationToken cancellation)
    {
        if (formKey is not (BuildBrandSummary.FormKey or RollUp.FormKey) || !await maySee.Run(caller, caseId, cancellation)) return null;
        return await db.LoadCase(caseId, cancellation) is { } item && item.Form(formKey) is { } form ? (item, form.Content) : null;
    }

    private static BrandSummary Summary(Case item, JsonObject content) => new(
        item.Applicant!.FullName, Text(content, "contact"), Text(content, "contactPhone"),
        [.. (content["rows"] as JsonArray ?? []).OfType<JsonObject>().Select(row => new BrandItem(
            int.TryParse(Text(row, "seq"), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0, Text(row, "itemName"), Text(row, "tier"), Text(row, "contactPerson"), Text(row, "contactPhone")))]);

    private static InstitutionStatistics Statistics(JsonObject content) => new(
        Text(content, "provincialCentreName"),
        content.Select(m => (m.Key, Is: decimal.TryParse(m.Value?.ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var figure), Figure: figure))
            .Where(m => m.Is && m.Key != "provincialCentreName").ToDictionary(m => m.Key, m => m.Figure));

    /// <summary>The note under 附件5 names the period, which is the call's.</summary>
    private async Task<string> Note(Case item, CancellationToken cancellation)
    {
        var parameters = await db.Calls.AsNoTracking()
            .Where(c => (c.ParentId ?? c.Id) == item.NationalCallId && c.ScopeAreaCode == item.Call!.ScopeAreaCode && c.Kind == "institutionStatistics").Select(c => c.Parameters).FirstOrDefaultAsync(cancellation);
        return parameters is not null && Day(parameters, "statisticsFrom") is { } from && Day(parameters, "statisticsTo") is { } to
            ? $"注：线上线下培训总数统计时间范围为{from.Year}年{from.Month}月至{to.Year}年{to.Month}月。"
            : "注：线上线下培训总数统计时间范围以批次规定为准。";
    }

    private static DateOnly? Day(JsonObject parameters, string name) =>
        DateOnly.TryParseExact(parameters[name]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(JsonObject content, string key) => content[key]?.ToString() ?? "";
}
