using System.Globalization;
using Workflows.Approvals;

namespace Workflows.Paper.Tables;

/// <summary>附件5 社区教育机构统计表 (F-05), as it is printed: one row of a province, fifteen columns.</summary>
/// <param name="CentreName">省级社区教育指导服务中心名称.</param>
/// <param name="Figures">By column key, as the form <c>institution-statistics</c> names them.</param>
public sealed record InstitutionStatistics(string CentreName, IReadOnlyDictionary<string, decimal> Figures)
{
    private const string Title = "社区教育机构统计表";
    private const string First = "省级社区教育指导服务中心名称";
    private const string Funding = "perCapitaFunding";

    /// <summary>The printed columns behind the first, with the key of each. The fault in 开展社区的 is the document's.</summary>
    private static readonly (string Key, string Words)[] Columns =
    [
        ("prefectureCityCount", "地级市数(个)"), ("prefectureCentreCount", "地级社区教育指导中心数(个)"), ("higherVocationalCount", "高等职业院校数(个)"),
        ("higherVocationalActive", "开展社区教育的高等职业院校数(个)"), ("countyLevelCount", "县级市数(个)"), ("countyCollegeCount", "县级社区教育学院数(个)"),
        ("secondaryVocationalCount", "中等职业学校数(含职教中心)(个)"), ("secondaryVocationalActive", "开展社区的中等职业学校数(含职教中心)(个)"), ("townshipCount", "镇(街道)数(个)"),
        ("communitySchoolCount", "乡镇(街道)社区教育学校数(个)"), ("villageCount", "村(社区)数(个)"), ("learningPointCount", "村(社区)学习点数(个)"),
        (Funding, "县域社区教育人均投入经费(元/年/人)"), ("trainingPersonTimes", "全省线上线下培训总数(人次)"),
    ];

    /// <param name="note">The note under the table, which names the period; as the call says.</param>
    public byte[] ToXlsx(string note)
    {
        var last = Columns.Length;
        return new Sheet("附件5", [20, .. Columns.Select(_ => 11.0)])
            .Row(CellLook.Plain, "附件5")
            .Row(CellLook.Title, [Title, .. Columns.Select(_ => (object?)null)]).Merge(0, last)
            .Row(CellLook.Head, [First, .. Columns.Select(c => (object?)c.Words)]).Freeze()
            .Row([(CentreName, CellLook.Text), .. Columns.Select(c => ((object?)Figure(c.Key), c.Key == Funding ? CellLook.Decimal : CellLook.Whole))])
            .Row(CellLook.Plain, [note, .. Columns.Select(_ => (object?)null)]).Merge(0, last)
            .ToBytes(isLandscape: true);
    }

    /// <summary>Reads the row back in.</summary>
    /// <returns>The row, or <c>table.not-xlsx</c>, <c>table.other-layout</c>, <c>table.bad-cell</c>.</returns>
    public static Result<InstitutionStatistics> Read(Stream file)
    {
        if (SheetReader.Read(file) is not { } rows) return new Refusal("table.not-xlsx");
        var head = rows.ToList().FindIndex(r => Plain(r.ElementAtOrDefault(0)) == First && Plain(r.ElementAtOrDefault(1)) == Columns[0].Words);
        if (head < 0 || head + 1 >= rows.Count) return new Refusal("table.other-layout", Title);
        var row = rows[head + 1];
        var figures = new Dictionary<string, decimal>();
        foreach (var ((key, words), column) in Columns.Select((c, i) => (c, i + 1)))
        {
            var text = row.ElementAtOrDefault(column) ?? "";
            if (text.Length == 0) continue;
            if (!decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var figure) || figure < 0) return new Refusal("table.bad-cell", head + 2, words, text);
            figures[key] = figure;
        }

        return new InstitutionStatistics(row.ElementAtOrDefault(0) ?? "", figures);
    }

    private decimal? Figure(string key) => Figures.TryGetValue(key, out var figure) ? figure : null;

    private static string Plain(string? text) => (text ?? "").Replace(" ", "", StringComparison.Ordinal).Replace('（', '(').Replace('）', ')');
}
