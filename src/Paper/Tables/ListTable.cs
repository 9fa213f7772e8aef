using System.Globalization;

namespace Workflows.Paper.Tables;

/// <summary>A unit on a list.</summary>
public sealed record ListRow(int Number, string? Province, string Unit);

/// <summary>名单 as a table: a spreadsheet, or comma-separated text. What people typed is made harmless on the way (<see cref="CellText"/>).</summary>
/// <param name="Note">Why this edition took the place of another.</param>
public sealed record ListTable(string Title, string? Publisher, string? FilingNumber, DateOnly? Day, string? Note, IReadOnlyList<ListRow> Rows)
{
    private static readonly string[] Head = ["序号", "省份", "单位名称"];

    public static byte[] Xlsx(ListTable list)
    {
        var sheet = new Sheet("名单", 8, 20, 60)
            .Row(CellLook.Title, list.Title, null, null).Merge(0, 2)
            .Row(CellLook.Plain, list.Origin, null, null).Merge(0, 2);
        if (list.Note is not null) sheet.Row(CellLook.Plain, list.Note, null, null).Merge(0, 2);
        sheet.Row(CellLook.Head, Head).Freeze();
        foreach (var row in list.Rows) sheet.Row((row.Number, CellLook.Whole), (row.Province ?? "", CellLook.Text), (row.Unit, CellLook.Text));
        return sheet.ToBytes(isLandscape: false);
    }

    public static byte[] Csv(ListTable list)
    {
        var text = new CommaText().Line(Head);
        foreach (var row in list.Rows) text.Line(row.Number.ToString(CultureInfo.InvariantCulture), row.Province ?? "", row.Unit);
        return text.ToBytes();
    }

    private string Origin => string.Join("　", new[]
    {
        Publisher, FilingNumber is null ? null : $"备案号：{FilingNumber}", Day?.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
    }.Where(t => !string.IsNullOrEmpty(t)));
}
