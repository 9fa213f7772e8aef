using System.Globalization;

namespace Workflows.Paper.Tables;

/// <summary>Any table with one head: as a spreadsheet, or as comma-separated text.</summary>
/// <param name="Note">A line below the title, e.g. what the table is of; empty: none.</param>
/// <param name="Columns">Heads.</param>
/// <param name="Rows">One cell per column: a text, a whole number, a decimal number (two decimals), or null.</param>
public sealed record PlainTable(string Title, string? Note, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    private const double Narrow = 14, Wide = 40;

    public byte[] ToXlsx(string sheetName)
    {
        // A column that holds texts only is wide.
        var widths = Columns.Select((_, column) => Rows.Any(row => row[column] is string { Length: > 8 }) ? Wide : Narrow).ToArray();
        var (blank, last) = (Enumerable.Repeat<object?>(null, Columns.Count - 1).ToList(), Columns.Count - 1);
        var sheet = new Sheet(sheetName, widths).Row(CellLook.Title, [Title, .. blank]).Merge(0, last);
        if (!string.IsNullOrEmpty(Note)) sheet.Row(CellLook.Plain, [Note, .. blank]).Merge(0, last);
        sheet.Row(CellLook.Head, [.. Columns]).Freeze();
        foreach (var row in Rows) sheet.Row([.. row.Select(cell => (cell, cell switch { null or string => CellLook.Text, decimal => CellLook.Decimal, _ => CellLook.Whole }))]);
        return sheet.ToBytes(isLandscape: true);
    }

    public byte[] ToCsv()
    {
        var text = new CommaText().Line(Columns);
        foreach (var row in Rows) text.Line(row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? ""));
        return text.ToBytes();
    }
}
