using UglyToad.PdfPig;
using Workflows.Paper.Fonts;
using Workflows.Paper.Pdf;
using Workflows.Paper.RedHeader;

namespace Workflows.Paper.Tests.RedHeader;

public class DrawOfficialDocumentTests
{
    private const double Line = 225.0 / 22, Character = 156.0 / 28;

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
        (title.Baseline - red.Y1).ShouldBeInRange(2 * Line, 3.2 * Line);
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
        (full[1].Baseline - full[0].Baseline).ShouldBe(Line, 0.01);
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
            (document.Seals[0].Y + document.Seals[0].Side).ShouldBeLessThan(DrawnPage.Height);
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

    private static DrawnDocument Draw(OfficialDocument document) => new DrawOfficialDocument(Papers.Fonts).Run(document);

    private static DrawnText Text(DrawnPage page, string text) => page.Items.OfType<DrawnText>().First(t => t.Text == text);

    private static double Width(DrawnText text) => Length.Millimetres(Papers.Fonts.Width(text.Text, text.Face, text.Size));

    private static double Middle(DrawnText text) => text.X + Width(text) / 2;
}
