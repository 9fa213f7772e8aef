using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Workflows.Host.Tests;

/// <summary>Spreadsheets as people make them.</summary>
public static class Workbooks
{
    /// <param name="rows">A text goes into the table of shared texts, as spreadsheets save it; a day is the number of a date.</param>
    public static byte[] Of(params object?[][] rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var texts = book.AddNewPart<SharedStringTablePart>();
            texts.SharedStringTable = new SharedStringTable();
            var sheet = book.AddNewPart<WorksheetPart>();
            var content = new SheetData();
            foreach (var (row, at) in rows.Select((row, at) => (row, at)))
                content.Append(new Row([.. row.Select((value, column) => CellOf(value, $"{(char)('A' + column)}{at + 1}", texts.SharedStringTable)).OfType<Cell>()]) { RowIndex = (uint)at + 1 });
            sheet.Worksheet = new Worksheet(content);
            book.Workbook = new Workbook(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = "Sheet1" }));
        }
        return file.ToArray();
    }

    private static Cell? CellOf(object? value, string place, SharedStringTable texts)
    {
        if (value is null) return null;
        if (value is DateOnly day) return new Cell { CellReference = place, CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)) };
        texts.Append(new SharedStringItem(new Text(value.ToString()!)));
        return new Cell { CellReference = place, DataType = CellValues.SharedString, CellValue = new CellValue((texts.Elements<SharedStringItem>().Count() - 1).ToString(CultureInfo.InvariantCulture)) };
    }
}
