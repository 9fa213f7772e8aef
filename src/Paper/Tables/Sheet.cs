using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Workflows.Paper.Tables;

/// <summary>How a cell looks.</summary>
internal enum CellLook : uint
{
    Plain,

    /// <summary>The name of the table: large, in the middle, without lines.</summary>
    Title,

    /// <summary>Head of a column: bold, wrapped, with lines.</summary>
    Head,

    /// <summary>Text with lines.</summary>
    Text,

    /// <summary>Whole number with lines.</summary>
    Whole,

    /// <summary>Number with two decimals and lines.</summary>
    Decimal,
}

/// <summary>One sheet of a spreadsheet while it is written: rows from the top, merged cells, widths, a frozen head.</summary>
internal sealed class Sheet(string name, params double[] widths)
{
    private readonly SheetData rows = new();
    private readonly List<string> merged = [];
    private int count, frozenRows;

    /// <summary>A row of texts and numbers; a text is made harmless.</summary>
    public Sheet Row(CellLook look, params IReadOnlyList<object?> values) => Row([.. values.Select(v => (v, look))]);

    public Sheet Row(params IReadOnlyList<(object? Value, CellLook Look)> cells)
    {
        var number = ++count;
        var row = new Row { RowIndex = (uint)number };
        foreach (var ((value, look), column) in cells.Select((c, i) => (c, i))) row.Append(CellOf(value, look, $"{Letters(column)}{number}"));
        rows.Append(row);
        return this;
    }

    /// <summary>Joins cells of the row written last.</summary>
    public Sheet Merge(int from, int to)
    {
        merged.Add($"{Letters(from)}{count}:{Letters(to)}{count}");
        return this;
    }

    /// <summary>What is written so far stays in view.</summary>
    public Sheet Freeze()
    {
        frozenRows = count;
        return this;
    }

    public byte[] ToBytes(bool isLandscape)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = "rId1", SheetId = 1, Name = name }));
            book.AddNewPart<WorkbookStylesPart>("rId2").Stylesheet = SheetStyles.All();
            book.AddNewPart<WorksheetPart>("rId1").Worksheet = Content(isLandscape);
        }

        return stream.ToArray();
    }

    private Worksheet Content(bool isLandscape)
    {
        var view = new SheetView { WorkbookViewId = 0 };
        if (frozenRows > 0)
            view.Append(new Pane { VerticalSplit = frozenRows, TopLeftCell = $"A{frozenRows + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen });
        var sheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(view),
            new Columns(widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })),
            rows);
        if (merged.Count > 0) sheet.Append(new MergeCells(merged.Select(reference => new MergeCell { Reference = reference })));
        sheet.Append(new PageSetup { PaperSize = 9, Orientation = isLandscape ? OrientationValues.Landscape : OrientationValues.Portrait, FitToHeight = 0, FitToWidth = 1 });
        return sheet;
    }

    private static Cell CellOf(object? value, CellLook look, string reference)
    {
        var cell = new Cell { CellReference = reference, StyleIndex = (uint)look };
        switch (value)
        {
            case null:
                break;
            case string text:
                cell.DataType = CellValues.InlineString;
                cell.Append(new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(CellText.Harmless(text)) { Space = SpaceProcessingModeValues.Preserve }));
                break;
            default:
                cell.CellValue = new CellValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
        }

        return cell;
    }

    /// <summary>A, B … Z, AA.</summary>
    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + Letters(column % 26);
}
