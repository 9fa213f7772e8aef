using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Approvals.Seals;
using Workflows.Paper.Codes;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;

namespace Workflows.Paper.RedHeader;

/// <summary>
/// Draws an official document with its red header (GB/T 9704—2012): text area 156 × 225 mm, 22 lines of 28 characters, the red title 35 mm below the upper edge of the text area,
/// the number two lines below it, a red line 4 mm below that, and the notes on copies and printing at the foot of the last page.
/// </summary>
public sealed partial class DrawOfficialDocument(PaperFonts fonts)
{
    /// <summary>Name of the signature field of the issuer's seal.</summary>
    public const string SealField = "seal.issuer";

    /// <summary>The text area, in millimetres.</summary>
    public const double AreaLeft = 28, AreaTop = 37, AreaWidth = 156, AreaHeight = 225;

    /// <summary>From the upper edge of the text area to that of the red title, in millimetres.</summary>
    public const double MastheadTop = 35;

    /// <summary>三号, 四号, 二号, in points. 28 characters of 三号 fill a line.</summary>
    private const double Three = 15.75, Four = 14, Two = 22;

    /// <summary>Largest size of the red title and how wide it may be.</summary>
    private const double MastheadSize = 46, MastheadWidth = 150;

    /// <summary>22 lines fill the text area.</summary>
    private const double Line = AreaHeight / 22;

    /// <summary>28 characters fill a line.</summary>
    private const double Character = AreaWidth / 28;

    private static readonly Margins Margins = new(AreaLeft, AreaTop, DrawnPage.ShortSide - AreaLeft - AreaWidth, DrawnPage.LongSide - AreaTop - AreaHeight);

    public DrawnDocument Run(OfficialDocument document)
    {
        var flow = new Flow(fonts, Margins);
        DrawHead(flow, document);
        DrawTitle(flow, document);
        DrawText(flow, document);
        DrawNotes(flow, document);
        DrawPageNumbers(flow, document);
        return new DrawnDocument(document.Title, document.Issuer, document.Date, flow.Pages, flow.Seals);
    }

    /// <summary>版头: copy number, secrecy and urgency at the upper left, the red title, number and signatories, the red line.</summary>
    private static void DrawHead(Flow flow, OfficialDocument document)
    {
        var line = flow.Y;
        foreach (var mark in new[] { document.CopyNumber, document.Secrecy, document.Urgency }.OfType<string>())
        {
            flow.Put(mark, flow.Left, line + Flow.Baseline(Three, Line), FontFace.Hei, Three);
            line += Line;
        }

        var masthead = document.Masthead ?? document.Issuer + "文件";
        var size = Math.Min(MastheadSize, MastheadSize * MastheadWidth / flow.Lines.Width(masthead, FontFace.XiaoBiaoSong, MastheadSize));
        var height = Length.Millimetres(size);
        var top = flow.Y + MastheadTop;
        flow.Put(masthead, flow.Left + flow.Width / 2, top + height * 0.88, FontFace.XiaoBiaoSong, size, Align.Centre, Ink.Red);

        var baseline = top + height + 2 * Line + Length.Millimetres(Three) * 0.86;
        if (document.Signatories.Count == 0)
        {
            flow.Put(document.Number, flow.Left + flow.Width / 2, baseline, FontFace.FangSong, Three, Align.Centre);
        }
        else
        {
            flow.Put(document.Number, flow.Left + Character, baseline, FontFace.FangSong, Three);
            var names = string.Join(' ', document.Signatories);
            var wide = flow.Lines.Width(names, FontFace.Kai, Three);
            flow.Put(names, flow.Right - Character, baseline, FontFace.Kai, Three, Align.Right);
            flow.Put("签发人：", flow.Right - Character - wide, baseline, FontFace.FangSong, Three, Align.Right);
        }

        flow.Y = baseline + 4;
        flow.Page.Items.Add(new DrawnLine(flow.Left, flow.Y, flow.Right, flow.Y, 0.6, Ink.Red));
        flow.Y += 2 * Line;
    }

    private static void DrawTitle(Flow flow, OfficialDocument document)
    {
        foreach (var line in flow.Lines.Break(document.Title, FontFace.XiaoBiaoSong, Two, flow.Width - 2 * Character))
        {
            const double height = 12.4;
            flow.Put(line.Text, flow.Left + flow.Width / 2, flow.Y + Flow.Baseline(Two, height), FontFace.XiaoBiaoSong, Two, Align.Centre);
            flow.Y += height;
        }

        flow.Y += Line;
        if (document.MainRecipients is { } recipients) flow.Paragraph(recipients.TrimEnd('：', ':') + "：", FontFace.FangSong, Three, leading: LeadingOf(Three));
    }

    /// <summary>The text; its last two lines, the names of the attachments and the signature stay on one page, so that no page bears a seal alone.</summary>
    private static void DrawText(Flow flow, OfficialDocument document)
    {
        var lines = document.Body.ReplaceLineEndings("\n").Split('\n').Where(p => p.Trim().Length > 0)
            .SelectMany(p => flow.Lines.Break(p.Trim(), FaceOf(p.Trim()), Three, flow.Width, 2 * Character).Select(l => (Line: l, Face: FaceOf(p.Trim())))).ToList();
        var together = (Math.Min(lines.Count, 2) + (document.Attachments.Count == 0 ? 0 : document.Attachments.Count + 1) + 5) * Line;
        for (var i = 0; i < lines.Count; i++)
        {
            flow.Need(i == Math.Max(lines.Count - 2, 0) ? together : Line);
            flow.Put(lines[i].Line.Text, flow.Left + lines[i].Line.Indent, flow.Y + Flow.Baseline(Three, Line), lines[i].Face, Three);
            flow.Y += Line;
        }

        DrawAttachments(flow, document.Attachments);
        DrawSignature(flow, document);
    }

    private static void DrawAttachments(Flow flow, IReadOnlyList<string> attachments)
    {
        if (attachments.Count == 0) return;
        flow.Y += Line;
        for (var i = 0; i < attachments.Count; i++)
        {
            var number = attachments.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ");
            var indent = flow.Left + 5 * Character;
            if (i == 0) flow.Put("附件：", flow.Left + 2 * Character, flow.Y + Flow.Baseline(Three, Line), FontFace.FangSong, Three);
            var start = indent + flow.Lines.Width(number, FontFace.FangSong, Three);
            flow.Put(number, indent, flow.Y + Flow.Baseline(Three, Line), FontFace.FangSong, Three);
            foreach (var line in flow.Lines.Break(attachments[i], FontFace.FangSong, Three, flow.Right - start))
            {
                flow.Need(Line);
                flow.Put(line.Text, start, flow.Y + Flow.Baseline(Three, Line), FontFace.FangSong, Three);
                flow.Y += Line;
            }
        }
    }

    /// <summary>The date four characters from the right, the issuer's name centred above it, the seal over both.</summary>
    private static void DrawSignature(Flow flow, OfficialDocument document)
    {
        flow.Y += 2 * Line;
        flow.Need(3 * Line);
        var date = Day(document.Day);
        var right = flow.Right - 4 * Character;
        var middle = right - flow.Lines.Width(date, FontFace.FangSong, Three) / 2;
        var half = flow.Lines.Width(document.Issuer, FontFace.FangSong, Three) / 2;
        middle = Math.Min(middle, flow.Right - half);
        flow.Put(document.Issuer, middle, flow.Y + Flow.Baseline(Three, Line), FontFace.FangSong, Three, Align.Centre);
        flow.Put(date, middle, flow.Y + Line + Flow.Baseline(Three, Line), FontFace.FangSong, Three, Align.Centre);
        const double side = SealFace.OfficialSide;
        flow.Seals.Add(new SealPlace(SealField, flow.PageIndex, middle - side / 2, flow.Y + Line - side / 2, side));
        flow.Y += 3 * Line;
    }

    /// <summary>版记, at the foot of the last page: copies, who printed it and when, between two stronger lines.</summary>
    private static void DrawNotes(Flow flow, OfficialDocument document)
    {
        var copies = new[] { (Label: "抄报：", Names: document.CopyUp), (Label: "抄送：", Names: document.CopyTo) }.Where(c => !string.IsNullOrWhiteSpace(c.Names)).ToList();
        if (copies.Count == 0 && document.PrintedBy is null) return;
        const double height = 8.2, fourth = 14 / 72.0 * 25.4;
        var rows = copies.ConvertAll(c => flow.Lines.Break(c.Names!.TrimEnd('。') + "。", FontFace.FangSong, Four, flow.Width - 5 * fourth).Select((l, i) => (Label: i == 0 ? c.Label : "", l.Text, IsFirst: i == 0)).ToList());
        var total = rows.Sum(r => r.Count) * height + (document.PrintedBy is null ? 0 : height);
        flow.Need(total + 2);
        flow.Y = flow.Bottom - total;
        flow.Page.Items.Add(new DrawnLine(flow.Left, flow.Y, flow.Right, flow.Y, 0.35));
        var first = true;
        foreach (var (label, text, isFirst) in rows.SelectMany(r => r))
        {
            if (isFirst && !first) flow.Page.Items.Add(new DrawnLine(flow.Left, flow.Y, flow.Right, flow.Y, 0.25));
            first = false;
            flow.Put(label, flow.Left + fourth, flow.Y + Flow.Baseline(Four, height), FontFace.FangSong, Four);
            flow.Put(text, flow.Left + 4 * fourth, flow.Y + Flow.Baseline(Four, height), FontFace.FangSong, Four);
            flow.Y += height;
        }

        if (document.PrintedBy is { } printer)
        {
            if (!first) flow.Page.Items.Add(new DrawnLine(flow.Left, flow.Y, flow.Right, flow.Y, 0.25));
            flow.Put(printer, flow.Left + fourth, flow.Y + Flow.Baseline(Four, height), FontFace.FangSong, Four);
            flow.Put($"{Day(document.PrintedOn ?? document.Day)}印发", flow.Right - fourth, flow.Y + Flow.Baseline(Four, height), FontFace.FangSong, Four, Align.Right);
            flow.Y += height;
        }

        flow.Page.Items.Add(new DrawnLine(flow.Left, flow.Y, flow.Right, flow.Y, 0.35));
    }

    /// <summary>7 mm below the text area, odd pages at the right, even pages at the left, a character from the edge. The code to check the document stands opposite.</summary>
    private static void DrawPageNumbers(Flow flow, OfficialDocument document)
    {
        var mark = document.Mark;
        var baseline = AreaTop + AreaHeight + 7 + Length.Millimetres(Four) * 0.8;
        for (var page = 0; page < flow.Pages.Count; page++)
        {
            var isOdd = page % 2 == 0;
            var number = string.Create(CultureInfo.InvariantCulture, $"— {page + 1} —");
            flow.Put(page, number, isOdd ? flow.Right - Character : flow.Left + Character, baseline, FontFace.FangSong, Four, isOdd ? Align.Right : Align.Left);
            if (document.SealNote is { } note) flow.Put(page, note, isOdd ? flow.Right : flow.Left, DrawnPage.LongSide - 8.5, FontFace.FangSong, 8, isOdd ? Align.Right : Align.Left, Ink.Grey);
            if (mark is null) continue;
            var code = isOdd ? flow.Left : flow.Right - Foot.CodeSide;
            flow.Pages[page].Items.Add(new DrawnCode(code, AreaTop + AreaHeight + 5, Foot.CodeSide, QrCode.Of(Foot.AddressOf(mark, page + 1))));
            flow.Put(page, $"校验码 {CheckCode.Printed(mark.Code)}", isOdd ? flow.Left + Foot.CodeSide + 3 : flow.Right - Foot.CodeSide - 3, baseline + 6, FontFace.FangSong, 9, isOdd ? Align.Left : Align.Right, Ink.Grey);
        }
    }

    private static FontFace FaceOf(string paragraph) =>
        paragraph.Contains('。', StringComparison.Ordinal) ? FontFace.FangSong : FirstLevel().IsMatch(paragraph) ? FontFace.Hei : SecondLevel().IsMatch(paragraph) ? FontFace.Kai : FontFace.FangSong;

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>A line as high as a 22nd of the text area.</summary>
    private static double LeadingOf(double size) => Length.Points(Line) / size;

    [GeneratedRegex("^[一二三四五六七八九十]+、")]
    private static partial Regex FirstLevel();

    [GeneratedRegex("^（[一二三四五六七八九十]+）")]
    private static partial Regex SecondLevel();
}
