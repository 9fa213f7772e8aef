using System.Globalization;
using Workflows.Approvals.Seals;
using Workflows.Paper.Codes;
using Workflows.Paper.Fonts;

namespace Workflows.Paper.Pdf;

/// <summary>How a printed document can be checked.</summary>
/// <param name="Code">The check code, as stored; see <see cref="CheckCode"/>.</param>
/// <param name="Address">The address behind the QR code, without a page.</param>
public sealed record PaperMark(string Code, Uri Address);

/// <summary>What stands at the foot of every page: what the page belongs to, its number, and the QR code by which a scan finds its document and page again.</summary>
public static class Foot
{
    /// <summary>Room that it takes from the lower edge, in millimetres.</summary>
    public const double Height = 28;

    /// <summary>Side of the QR code, in millimetres.</summary>
    public const double CodeSide = 16;

    private const double Size = 9;

    /// <param name="words">What the document is, e.g. the case's number and revision.</param>
    /// <param name="note">A sentence below it, e.g. that the seals are internal ones.</param>
    public static void Draw(Flow flow, string words, string? note, PaperMark? mark)
    {
        for (var page = 0; page < flow.Pages.Count; page++)
        {
            var (width, height) = (flow.Pages[page].Width, flow.Pages[page].Height);
            var number = string.Create(CultureInfo.InvariantCulture, $"第 {page + 1} 页 共 {flow.Pages.Count} 页");
            flow.Put(page, number, width / 2, height - 18, FontFace.FangSong, 10.5, Align.Centre);
            flow.Put(page, words, flow.Left, height - 18, FontFace.FangSong, Size, ink: Ink.Grey);
            if (note is not null) flow.Put(page, note, flow.Left, height - 8.5, FontFace.FangSong, 8, ink: Ink.Grey);
            if (mark is null) continue;
            flow.Put(page, $"校验码 {CheckCode.Printed(mark.Code)}", flow.Left, height - 13, FontFace.FangSong, Size, ink: Ink.Grey);
            flow.Pages[page].Items.Add(new DrawnCode(flow.RightOf(page) - CodeSide, height - 25, CodeSide, QrCode.Of(AddressOf(mark, page + 1))));
        }
    }

    /// <summary>What the QR code of a page says.</summary>
    /// <param name="page">From 1.</param>
    public static string AddressOf(PaperMark mark, int page) => string.Create(CultureInfo.InvariantCulture, $"{mark.Address}?c={mark.Code}&p={page}");
}
