using System.Globalization;
using System.Xml.Linq;
using UglyToad.PdfPig;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;
using Workflows.Paper.RedHeader;

namespace Workflows.Paper.Tests.RedHeader;

public class DrawOfficialDocumentTests
{
    private const double LineHeight = 225.0 / 22, Character = 156.0 / 28;

    private static readonly OfficialDocument Letter = new()
    {
        CopyNumber = "000018", Urgency = "特急", Issuer = "辽宁省社区教育指导中心", Number = "辽社指〔2023〕16号", Title = "关于转发《中国成人教育协会关于开展区域终身学习发展共同体项目实验点申报工作的通知》的通知",
        MainRecipients = "各市社区教育指导中心、各有关单位", Body = "现将有关通知转发给你们，请按要求组织申报。\n一、申报范围\n各级社区教育院校均可申报。\n（一）申报材料\n申报表纸质版一式两份，电子版一份。\n请于2023年5月29日前报送。",
        Attachments = ["中国成人教育协会通知", "实验点资格申请表"], Day = new(2023, 5, 22), CopyUp = "辽宁省教育厅、国家开放大学", CopyTo = "各市教育局", PrintedBy = "辽宁省社区教育指导中心办公室", PrintedOn = new(2023, 5, 22), Date = Papers.Date, Mark = Papers.Mark,
    };

    [Fact]
    public void Head_number_red_line_and_title_stand_where_the_standard_puts_them()
    {
        var page = Draw(Letter).Pages[0];
        var masthead = Text(page, "辽宁省社区教育指导中心文件");
        masthead.Ink.ShouldBe(Ink.Red);
        // The upper edge of the red title is 35 mm below the upper edge of the text area, which is 37 mm below the sheet's.
        (masthead.Baseline - Length.Millimetres(masthead.Size) * 0.88).ShouldBe(37 + 35, 0.5);
        Middle(masthead).ShouldBe(28 + 78, 0.3);

        var number = Text(page, Letter.Number);
        number.Size.ShouldBe(15.75);
        Middle(number).ShouldBe(28 + 78, 0.3);
        var red = page.Items.OfType<DrawnLine>().Single(l => l.Ink == Ink.Red);
        (red.Y1 - number.Baseline).ShouldBe(4, 0.01);
        (red.X1, red.X2).ShouldBe((28, 184));

        var title = page.Items.OfType<DrawnText>().First(t => t.Size == 22);
        title.Face.ShouldBe(FontFace.XiaoBiaoSong);
        (title.Baseline - red.Y1).ShouldBeInRange(2 * LineHeight, 3.2 * LineHeight);
        Text(page, "000018").X.ShouldBe(28);
        Text(page, "特急").Face.ShouldBe(FontFace.Hei);
    }

    [Fact]
    public void Twenty_two_lines_of_twenty_eight_characters_fill_a_page()
    {
        var body = string.Concat(Enumerable.Repeat("社区教育服务全民终身学习", 120));
        var document = Draw(Letter with { Body = body });
        var full = document.Pages[1].Items.OfType<DrawnText>().Where(t => t.Size == 15.75 && t.Baseline < 262).ToList();
        full.Count.ShouldBe(22);
        full.ShouldAllBe(t => t.Text.EnumerateRunes().Count() <= 28);
        full.Count(t => t.Text.EnumerateRunes().Count() == 28).ShouldBeGreaterThan(20);
        (full[1].Baseline - full[0].Baseline).ShouldBe(LineHeight, 0.01);
    }

    [Fact]
    public void The_date_ends_four_characters_from_the_right_and_the_seal_presses_name_and_date()
    {
        var document = Draw(Letter);
        var seal = document.Seals.ShouldHaveSingleItem();
        var page = document.Pages[seal.Page];
        var date = page.Items.OfType<DrawnText>().First(t => t.Text == "2023年5月22日");
        (date.X + Width(date)).ShouldBe(184 - 4 * Character, 0.3);
        var name = page.Items.OfType<DrawnText>().Last(t => t.Text == Letter.Issuer);
        Middle(name).ShouldBe(Middle(date), 0.3);
        (seal.X + seal.Side / 2).ShouldBe(Middle(date), 0.3);
        new[] { name.Baseline, date.Baseline }.ShouldAllBe(y => y > seal.Y + 10 && y < seal.Y + seal.Side - 5);
    }

    [Fact]
    public void A_document_that_goes_up_names_who_signed_it_right_of_its_number()
    {
        var page = Draw(Letter with { Signatories = ["陈国栋"] }).Pages[0];
        Text(page, Letter.Number).X.ShouldBe(28 + Character, 0.01);
        var name = Text(page, "陈国栋");
        name.Face.ShouldBe(FontFace.Kai);
        (name.X + Width(name)).ShouldBe(184 - Character, 0.01);
        Text(page, "签发人：").Face.ShouldBe(FontFace.FangSong);
    }

    [Fact]
    public void The_notes_end_at_the_lower_edge_of_the_text_area_with_reports_before_copies()
    {
        var document = Draw(Letter);
        var page = document.Pages[^1];
        var lines = page.Items.OfType<DrawnLine>().Where(l => l.Ink == Ink.Black).OrderBy(l => l.Y1).ToList();
        lines[^1].Y1.ShouldBe(262, 0.01);
        (lines[0].Width, lines[^1].Width).ShouldBe((0.35, 0.35));
        lines[1..^1].ShouldAllBe(l => l.Width == 0.25);
        Text(page, "抄报：").Baseline.ShouldBeLessThan(Text(page, "抄送：").Baseline);
        Text(page, "各市教育局。").Size.ShouldBe(14);
        Text(page, "2023年5月22日印发").Baseline.ShouldBeGreaterThan(Text(page, "抄送：").Baseline);
    }

    [Fact]
    public void Page_numbers_stand_seven_millimetres_below_the_text_right_on_odd_and_left_on_even_pages()
    {
        var document = Draw(Letter with { Body = string.Concat(Enumerable.Repeat("社区教育服务全民终身学习。", 200)) });
        document.Pages.Count.ShouldBeGreaterThan(2);
        var (odd, even) = (Text(document.Pages[0], "— 1 —"), Text(document.Pages[1], "— 2 —"));
        (odd.X + Width(odd)).ShouldBe(184 - Character, 0.01);
        even.X.ShouldBe(28 + Character, 0.01);
        (odd.Baseline - Length.Millimetres(14) * 0.8).ShouldBe(262 + 7, 0.01);
    }

    [Fact]
    public void The_signature_never_stands_on_a_page_without_text()
    {
        for (var sentences = 10; sentences < 40; sentences++)
        {
            var document = Draw(Letter with { Attachments = [], Body = string.Concat(Enumerable.Repeat("请按照通知要求认真组织申报并按时报送材料。", sentences)) });
            var page = document.Pages[document.Seals[0].Page];
            page.Items.OfType<DrawnText>().Count(t => t.Text.Contains("组织", StringComparison.Ordinal) || t.Text.Contains("材料", StringComparison.Ordinal)).ShouldBeGreaterThan(0, $"{sentences} sentences");
            (document.Seals[0].Y + document.Seals[0].Side).ShouldBeLessThan(DrawnPage.LongSide);
        }
    }

    [Fact]
    public void The_written_file_has_the_text_where_it_was_drawn()
    {
        using var pdf = PdfDocument.Open(Papers.Write(Draw(Letter)));
        var letters = pdf.GetPage(1).Letters;
        var issuer = letters.First(l => l.Value == "辽");
        var drawn = Text(Draw(Letter).Pages[0], "辽宁省社区教育指导中心文件");
        Length.Millimetres(issuer.StartBaseLine.X).ShouldBe(drawn.X, 0.1);
        (297 - Length.Millimetres(issuer.StartBaseLine.Y)).ShouldBe(drawn.Baseline, 0.1);
        string.Concat(pdf.GetPages().Select(p => p.Text)).ShouldContain("请于2023年5月29日前报送。");
    }

    /// <summary>The finished file, measured by another program (poppler) and in millimetres: every part from the red title to the printer's note, over pages, with a rare character.</summary>
    [Fact]
    public async Task Another_program_finds_every_part_of_the_file_in_its_place()
    {
        var paragraph = string.Concat(Enumerable.Repeat("社区教育服务全民终身学习", 60)) + "。";
        var words = await Words(Draw(Letter with { CopyNumber = null, Urgency = null, Signatories = ["李𠮷祥"], Body = $"现转发给你们。\n一、申报范围\n{paragraph}\n请于2023年5月29日前报送。" }));
        var (first, last) = (words[0], words[^1]);
        words.Count.ShouldBeGreaterThan(1);

        Centre(Word(first, "辽宁省社区教育指导中心文件")).ShouldBe(28 + 78, 0.5);
        var number = Word(first, "辽社指〔2023〕16号");
        number.Left.ShouldBe(28 + Character, 0.3);
        var signed = Line(first, "签发人：");
        string.Concat(signed.Select(w => w.Text)).ShouldEndWith("签发人：李𠮷祥");
        signed[^1].Right.ShouldBe(184 - Character, 0.5);
        signed[^1].Bottom.ShouldBe(number.Bottom, 1.5);

        var title = first.Words.Where(w => w.Bottom - w.Top > number.Bottom - number.Top + 2 && w.Top > number.Bottom).ToList();
        string.Concat(title.Select(w => w.Text)).ShouldBe(Letter.Title);
        title.ShouldAllBe(w => Math.Abs(Centre(w) - (28 + 78)) < 0.6);

        var recipients = Word(first, "各市社区教育指导中心、各有关单位：");
        recipients.Left.ShouldBe(28, 0.3);
        var body = Word(first, "现转发给你们。");
        body.Left.ShouldBe(28 + 2 * Character, 0.3);
        (body.Bottom - recipients.Bottom).ShouldBe(LineHeight, 0.3);
        Word(first, "一、申报范围").Left.ShouldBe(28 + 2 * Character, 0.3);
        var lines = words.SelectMany(p => p.Words).Where(w => w.Text.Length == 28 && w.Text.Contains("社区教育", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBeGreaterThan(20);
        lines.ShouldAllBe(w => Math.Abs(w.Left - 28) < 0.3 && w.Right < 184.3);

        Word(last, "附件：").Left.ShouldBe(28 + 2 * Character, 0.3);
        Line(last, "附件：").Select(w => w.Text).ShouldContain(text => text.Contains("中国成人教育协会通知", StringComparison.Ordinal));
        var date = last.Words.First(w => w.Text == "2023年5月22日");
        date.Right.ShouldBe(184 - 4 * Character, 0.5);
        var name = last.Words.Last(w => w.Text == Letter.Issuer && w.Bottom < date.Bottom);
        Centre(name).ShouldBe(Centre(date), 0.5);

        const double fourth = 14 / 72.0 * 25.4;
        var (up, to) = (Word(last, "抄报："), Word(last, "抄送："));
        (up.Left, to.Left).ShouldSatisfyAllConditions(l => l.Item1.ShouldBe(28 + fourth, 0.3), l => l.Item2.ShouldBe(28 + fourth, 0.3));
        up.Bottom.ShouldBeLessThan(to.Top + 0.5);
        Word(last, "2023年5月22日印发").Right.ShouldBe(184 - fourth, 0.5);
        Word(last, "2023年5月22日印发").Bottom.ShouldBeLessThan(263);

        foreach (var (page, at) in words.Select((p, i) => (p, i + 1)))
        {
            var dashes = Line(page, string.Create(CultureInfo.InvariantCulture, $"{at}"), under: 262);
            string.Concat(dashes.Select(w => w.Text)).ShouldBe(string.Create(CultureInfo.InvariantCulture, $"—{at}—"));
            if (at % 2 == 1) dashes[^1].Right.ShouldBe(184 - Character, 0.5);
            else dashes[0].Left.ShouldBe(28 + Character, 0.5);
            dashes.ShouldAllBe(w => w.Top > 262 && w.Bottom < 297 - 15);
        }
    }

    private sealed record Found(string Text, double Left, double Top, double Right, double Bottom);

    private sealed record FoundPage(IReadOnlyList<Found> Words);

    /// <summary>What <c>pdftotext -bbox</c> finds on each page, in millimetres.</summary>
    private static async Task<IReadOnlyList<FoundPage>> Words(DrawnDocument document)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Papers.Write(document), TestContext.Current.CancellationToken);
            var found = XDocument.Parse(await Papers.Run("pdftotext", "-bbox", file, "-"));
            XNamespace html = "http://www.w3.org/1999/xhtml";
            return [.. found.Descendants(html + "page").Select(page => new FoundPage([.. page.Elements(html + "word").Select(w => new Found(w.Value, At(w, "xMin"), At(w, "yMin"), At(w, "xMax"), At(w, "yMax")))]))];
        }
        finally
        {
            File.Delete(file);
        }

        static double At(XElement word, string side) => Length.Millimetres(double.Parse(word.Attribute(side)!.Value, CultureInfo.InvariantCulture));
    }

    private static Found Word(FoundPage page, string text) => page.Words.FirstOrDefault(w => w.Text.StartsWith(text, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"Expected {text} on the page, found {string.Join(" | ", page.Words.Select(w => w.Text))}.");

    /// <summary>The words that stand on one line with this one, from the left.</summary>
    private static List<Found> Line(FoundPage page, string text, double under = 0)
    {
        var one = page.Words.First(w => w.Text.StartsWith(text, StringComparison.Ordinal) && w.Top > under);
        return [.. page.Words.Where(w => Math.Abs((w.Top + w.Bottom) / 2 - (one.Top + one.Bottom) / 2) < 2 && (under == 0 || w.Text is "—" || w == one)).OrderBy(w => w.Left)];
    }

    private static double Centre(Found word) => (word.Left + word.Right) / 2;

    private static DrawnDocument Draw(OfficialDocument document) => new DrawOfficialDocument(Papers.Fonts).Run(document);

    private static DrawnText Text(DrawnPage page, string text) => page.Items.OfType<DrawnText>().First(t => t.Text == text);

    private static double Width(DrawnText text) => Length.Millimetres(Papers.Fonts.Width(text.Text, text.Face, text.Size));

    private static double Middle(DrawnText text) => text.X + Width(text) / 2;
}
