using System.Globalization;
using Workflows.Approvals;

namespace Workflows.Paper.Tables;

/// <summary>A line of 附件3.</summary>
/// <param name="Tier"><c>county</c>, <c>township</c> or <c>village</c>.</param>
public sealed record BrandItem(int Seq, string Name, string Tier, string Contact, string Phone);

/// <summary>附件3 社区教育品牌项目汇总表 (F-03), as it is printed: cases and courses in one table, in the order of recommendation.</summary>
public sealed record BrandSummary(string Province, string Contact, string Phone, IReadOnlyList<BrandItem> Items)
{
    private const string Title = "社区教育品牌项目汇总表";
    private const string Note = "注：社区教育品牌项目，包括品牌社区学习中心和社区教育品牌课程。（此表请省级教育行政部门按照推荐顺序填写）";
    private static readonly string[] Head = ["序号", "品牌社区学习中心名称/品牌课程名称", "所处层级（县、市、区/乡镇、街道/村、社区）", "联系人", "联系电话"];

    private static readonly Dictionary<string, string> Tiers = new() { ["county"] = "县、市、区", ["township"] = "乡镇、街道", ["village"] = "村、社区" };

    public byte[] ToXlsx()
    {
        var last = Head.Length - 1;
        var sheet = new Sheet("附件3", 8, 42, 26, 14, 18)
            .Row(CellLook.Plain, "附件3")
            .Row(CellLook.Title, Title, null, null, null, null).Merge(0, last)
            .Row(CellLook.Plain, $"省级教育行政部门（盖章）：{Province}", null, null, null, null).Merge(0, last)
            .Row(CellLook.Plain, $"联系人：{Contact}", null, $"联系电话：{Phone}", null, null).Merge(0, 1).Merge(2, last)
            .Row(CellLook.Head, Head).Freeze();
        foreach (var item in Items)
            sheet.Row((item.Seq, CellLook.Whole), (item.Name, CellLook.Text), (Tiers.GetValueOrDefault(item.Tier, item.Tier), CellLook.Text), (item.Contact, CellLook.Text), (item.Phone, CellLook.Text));
        return sheet.Row(CellLook.Plain, Note, null, null, null, null).Merge(0, last).ToBytes(isLandscape: false);
    }

    /// <summary>Reads the table back in, as it was written here or filled in by hand.</summary>
    /// <returns>The table, or <c>table.not-xlsx</c>, <c>table.other-layout</c> with what was looked for, <c>table.bad-cell</c> with row, column and what was found.</returns>
    public static Result<BrandSummary> Read(Stream file)
    {
        if (SheetReader.Read(file) is not { } rows) return new Refusal("table.not-xlsx");
        var head = rows.ToList().FindIndex(r => Same(r.ElementAtOrDefault(0), Head[0]) && Same(r.ElementAtOrDefault(1), Head[1]));
        if (head < 0) return new Refusal("table.other-layout", Title);
        var items = new List<BrandItem>();
        foreach (var (row, number) in rows.Select((r, i) => (r, i + 1)).Skip(head + 1))
        {
            var cells = Enumerable.Range(0, Head.Length).Select(i => row.ElementAtOrDefault(i) ?? "").ToList();
            if (cells[0].StartsWith('注') || cells.Skip(1).All(c => c.Length == 0)) continue;
            if (!int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)) return new Refusal("table.bad-cell", number, Head[0], cells[0]);
            if (Tiers.FirstOrDefault(t => Same(t.Value, cells[2])).Key is not { } tier) return new Refusal("table.bad-cell", number, Head[2], cells[2]);
            items.Add(new BrandItem(seq, cells[1], tier, cells[3], cells[4]));
        }

        var above = rows.Take(head).SelectMany(r => r).ToList();
        return new BrandSummary(Behind(above, "省级教育行政部门（盖章）"), Behind(above, "联系人"), Behind(above, "联系电话"), items);
    }

    private static string Behind(IEnumerable<string> cells, string words) =>
        cells.FirstOrDefault(c => c.StartsWith(words, StringComparison.Ordinal))?[words.Length..].TrimStart('：', ':', ' ').Trim() ?? "";

    private static bool Same(string? left, string right) => (left ?? "").Replace(" ", "", StringComparison.Ordinal) == right;
}
