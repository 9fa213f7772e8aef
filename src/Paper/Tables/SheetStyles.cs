using DocumentFormat.OpenXml.Spreadsheet;
using SheetFonts = DocumentFormat.OpenXml.Spreadsheet.Fonts;

namespace Workflows.Paper.Tables;

/// <summary>The looks of <see cref="CellLook"/>, in its order.</summary>
internal static class SheetStyles
{
    public static Stylesheet All()
    {
        var lines = new Border(
            new LeftBorder { Style = BorderStyleValues.Thin }, new RightBorder { Style = BorderStyleValues.Thin },
            new TopBorder { Style = BorderStyleValues.Thin }, new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder());
        return new Stylesheet(
            new SheetFonts(FontOf(11, isBold: false), FontOf(18, isBold: true), FontOf(11, isBold: true)) { Count = 3 },
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), lines) { Count = 2 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(
                Look(font: 0, border: 0, number: 0, HorizontalAlignmentValues.Left),
                Look(font: 1, border: 0, number: 0, HorizontalAlignmentValues.Center),
                Look(font: 2, border: 1, number: 0, HorizontalAlignmentValues.Center),
                Look(font: 0, border: 1, number: 0, HorizontalAlignmentValues.Left),
                Look(font: 0, border: 1, number: 1, HorizontalAlignmentValues.Center),
                Look(font: 0, border: 1, number: 2, HorizontalAlignmentValues.Center)) { Count = 6 },
            new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }) { Count = 1 });
    }

    private static Font FontOf(double size, bool isBold) =>
        isBold ? new Font(new Bold(), new FontSize { Val = size }, new FontName { Val = "宋体" }) : new Font(new FontSize { Val = size }, new FontName { Val = "宋体" });

    /// <param name="number">Number format as spreadsheets count them: 0 general, 1 whole, 2 with two decimals.</param>
    private static CellFormat Look(uint font, uint border, uint number, HorizontalAlignmentValues where) => new(new Alignment { Horizontal = where, Vertical = VerticalAlignmentValues.Center, WrapText = true })
    {
        FontId = font, FillId = 0, BorderId = border, FormatId = 0, NumberFormatId = number, ApplyFont = true, ApplyBorder = true, ApplyNumberFormat = true, ApplyAlignment = true,
    };
}
