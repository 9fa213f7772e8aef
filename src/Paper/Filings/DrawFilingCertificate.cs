using System.Globalization;
using Workflows.Paper.Fonts;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;

namespace Workflows.Paper.Filings;

/// <summary>备案证明: what was filed, under which number, by whom.</summary>
/// <param name="Units">How many units are on the list.</param>
/// <param name="ListHash">SHA-256 of what was filed, lower-case hex.</param>
public sealed record FilingCertificate(
    string FilingNumber, string Registry, string ListTitle, string Call, string? Document, string DecidedBy, int Units, string ListHash, DateOnly Day, DateTimeOffset Date)
{
    public PaperMark? Mark { get; init; }
    public string? SealNote { get; init; }
}

/// <summary>Draws the certificate of a filing; a filing is no approval, and the certificate says so (R31).</summary>
public sealed class DrawFilingCertificate(PaperFonts fonts)
{
    /// <summary>Name of the signature field of the registry's seal.</summary>
    public const string SealField = "seal.registry";

    public DrawnDocument Run(FilingCertificate certificate)
    {
        var flow = new Flow(fonts, new Margins(28, 37, 26, Foot.Height));
        flow.Paragraph("备案证明", FontFace.XiaoBiaoSong, 26, Align.Centre);
        flow.Y += 12;
        Fact(flow, "备案号", certificate.FilingNumber);
        Fact(flow, "备案名单", certificate.ListTitle);
        Fact(flow, "所属批次", certificate.Call);
        if (certificate.Document is { } document) Fact(flow, "依据文件", document);
        Fact(flow, "研究决定单位", certificate.DecidedBy);
        Fact(flow, "名单内单位数", string.Create(CultureInfo.InvariantCulture, $"{certificate.Units}"));
        Fact(flow, "名单内容摘要（SHA-256）", certificate.ListHash);
        Fact(flow, "备案日期", PrintedValue.Day(certificate.Day));
        flow.Y += 8;
        flow.Paragraph("　　上述名单已按规定登记备案。备案仅为登记，不是审批。", FontFace.FangSong, 14);
        flow.Y += 14;
        const double side = SealFace.OfficialSide;
        flow.Need(side);
        var middle = flow.Right - 36;
        flow.Put(certificate.Registry, middle, flow.Y + side / 2, FontFace.FangSong, 14, Align.Centre);
        flow.Put(PrintedValue.Day(certificate.Day), middle, flow.Y + side / 2 + 8, FontFace.FangSong, 14, Align.Centre);
        flow.Seals.Add(new SealPlace(SealField, flow.PageIndex, middle - side / 2, flow.Y, side));
        Foot.Draw(flow, certificate.FilingNumber, certificate.SealNote, certificate.Mark);
        return new DrawnDocument($"备案证明 {certificate.FilingNumber}", certificate.Registry, certificate.Date, flow.Pages, flow.Seals);
    }

    private static void Fact(Flow flow, string name, string value)
    {
        const double label = 46;
        flow.Row([
            new FlowCell(label, [.. flow.CellText(name, label, FontFace.Hei, 12, Align.Centre)], IsShaded: true),
            new FlowCell(flow.Width - label, [.. flow.CellText(value, flow.Width - label, FontFace.FangSong, 12)]),
        ], 12);
    }
}
