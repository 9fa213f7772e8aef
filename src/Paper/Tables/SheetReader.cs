using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Workflows.Paper.Files;

namespace Workflows.Paper.Tables;

/// <summary>Reads the first sheet of a spreadsheet as rows of texts, as people see them; formulas are not computed, their last value counts.</summary>
internal static class SheetReader
{
    /// <summary>More rows than any of these tables has.</summary>
    private const int MostRows = 5_000;

    private const int MostColumns = 100;

    /// <summary>Bytes of its parts, unpacked; they are read into memory as a whole.</summary>
    private const long MostBytes = 32L * 1024 * 1024;

    /// <summary>The rows from the top; null when it is no spreadsheet.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Read(Stream file)
    {
        if (OfficeContent.Look(file) is not null || !OfficeContent.UnpacksWithin(file, MostBytes)) return null;
        file.Position = 0;
        try
        {
            using var document = SpreadsheetDocument.Open(file, isEditable: false);
            if (document.WorkbookPart is not { } book || book.Workbook?.Sheets?.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().FirstOrDefault()?.Id?.Value is not { } id) return null;
            if (book.GetPartById(id) is not WorksheetPart { Worksheet: { } sheet }) return null;
            var shared = book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(i => i.InnerText).ToList() ?? [];
            var rows = new List<IReadOnlyList<string>>();
            foreach (var row in sheet.Descendants<Row>().Take(MostRows))
            {
                while (row.RowIndex is { } number && rows.Count < Math.Min(number - 1, MostRows)) rows.Add([]);
                rows.Add(Cells(row, shared));
            }

            return rows;
        }
        catch (Exception damaged) when (damaged is FileFormatException or InvalidDataException or OpenXmlPackageException or System.Xml.XmlException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static List<string> Cells(Row row, List<string> shared)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var column = Column(cell.CellReference?.Value) ?? cells.Count;
            if (column >= MostColumns) break;
            while (cells.Count < column) cells.Add("");
            cells.Add(TextOf(cell, shared).Trim());
        }

        return cells;
    }

    private static string TextOf(Cell cell, List<string> shared)
    {
        var text = cell.DataType?.Value == CellValues.SharedString
            ? int.TryParse(cell.CellValue?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index] : ""
            : cell.DataType?.Value == CellValues.InlineString ? cell.InlineString?.InnerText ?? "" : cell.CellValue?.Text ?? "";
        return CellText.AsTyped(text);
    }

    /// <summary>The column of a reference such as <c>AB12</c>, from 0.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper)) column = Math.Min(column * 26 + letter - 'A' + 1, 1_000_000);
        return column == 0 ? null : column - 1;
    }
}
