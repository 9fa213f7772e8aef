using System.Globalization;
using Workflows.Paper.Fonts;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;

namespace Workflows.Paper.Lists;

/// <summary>Draws a list of any length: numbered lines under a head that stands on every page, then publisher, date and room for the seal.</summary>
public sealed class DrawList(PaperFonts fonts)
{
    /// <summary>Name of the signature field of the publisher's seal.</summary>
    public const string SealField = "seal.publisher";

    private const double Size = 11, NumberWidth = 16, ProvinceWidth = 36;

    /// <param name="progress">Told how many lines are drawn, now and then.</param>
    public DrawnDocument Run(PrintedList list, Action<int>? progress = null)
    {
        var flow = new Flow(fonts, new Margins(25, 25, 25, Foot.Height));
        flow.Paragraph(list.Title, FontFace.XiaoBiaoSong, 20, Align.Centre);
        flow.Y += 3;
        flow.Paragraph(list.Call, FontFace.FangSong, 10.5, Align.Centre);
        if (list.FilingNumber is { } filing) flow.Paragraph($"备案号：{filing}", FontFace.FangSong, 10.5, Align.Centre);
        if (list.Change is { } change)
        {
            flow.Y += 3;
            flow.Paragraph(change.IsWithdrawal ? $"本名单自即日起撤回，不再有效。原因：{change.Note}" : $"（第{change.Edition}版，更正：{change.Note}）", FontFace.FangSong, 12);
        }

        flow.Y += 3;
        if (list.Entries.Count > 0) Head(flow);
        for (var i = 0; i < list.Entries.Count; i++)
        {
            if (flow.Y + 9 > flow.Bottom)
            {
                flow.Break();
                Head(flow);
            }

            var unit = flow.Width - NumberWidth - ProvinceWidth;
            flow.Row([
                Cell((i + 1).ToString(CultureInfo.InvariantCulture), NumberWidth),
                Cell(list.Entries[i].Province ?? "", ProvinceWidth),
                new FlowCell(unit, [.. flow.CellText(list.Entries[i].Unit, unit, FontFace.FangSong, Size)]),
            ], 8.5);
            if (i % 100 == 99) progress?.Invoke(i + 1);
        }

        Sign(flow, list);
        Foot.Draw(flow, string.Create(CultureInfo.InvariantCulture, $"共 {list.Entries.Count} 个"), list.SealNote, list.Mark);
        progress?.Invoke(list.Entries.Count);
        return new DrawnDocument(list.Title, list.Publisher, list.Date, flow.Pages, flow.Seals);
    }

    private static void Head(Flow flow) => flow.Row([
        Cell("序号", NumberWidth, FontFace.Hei), Cell("省份", ProvinceWidth, FontFace.Hei), Cell("单位名称", flow.Width - NumberWidth - ProvinceWidth, FontFace.Hei),
    ]);

    private static void Sign(Flow flow, PrintedList list)
    {
        const double side = SealFace.OfficialSide;
        flow.Y += 6;
        flow.Need(side + 4);
        var middle = flow.Right - 34;
        flow.Put(list.Publisher, middle, flow.Y + side / 2, FontFace.FangSong, 14, Align.Centre);
        if (list.Day is { } day) flow.Put(PrintedValue.Day(day), middle, flow.Y + side / 2 + 8, FontFace.FangSong, 14, Align.Centre);
        flow.Seals.Add(new SealPlace(SealField, flow.PageIndex, middle - side / 2, flow.Y, side));
        flow.Y += side;
    }

    private static FlowCell Cell(string text, double width, FontFace face = FontFace.FangSong) =>
        new(width, [new CellLine(text, face, Size, Align.Centre)], IsShaded: face == FontFace.Hei);
}
