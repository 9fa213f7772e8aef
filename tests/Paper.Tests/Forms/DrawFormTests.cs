using System.Globalization;
using System.Text.Json.Nodes;
using UglyToad.PdfPig;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;

namespace Workflows.Paper.Tests.Forms;

public class DrawFormTests
{
    private static readonly DrawForm Draw = new(Papers.Fonts);

    [Fact]
    public void The_form_prints_title_values_ticks_and_fixed_texts_that_can_be_read_back()
    {
        var text = Text(Papers.PilotSite());
        text.ShouldContain("区域终身学习发展共同体项目实验点资格申请表");
        text.ShouldContain("辽阳县开放大学");
        text.ShouldContain("■东北");
        text.ShouldContain("□长三角");
        text.ShouldContain("■其它项目");
        text.ShouldContain("乡村阅读空间");
        text.ShouldContain("0419-0000000、13800000000");
        text.ShouldContain("成为项目试验点");
        text.ShouldContain("宽甸满族自治县开放大学");
        text.ShouldContain("材料齐全，同意推荐。");
        text.ShouldContain("2023年5月24日");
        text.ShouldNotContain("申报途径");
    }

    [Fact]
    public void A_rare_character_of_a_name_is_in_the_text()
    {
        Assert.SkipUnless(Papers.Fonts.Has(new System.Text.Rune(0x20BB7), Workflows.Paper.Fonts.FontFace.FangSong), "No font with U+20BB7 is installed; 'apt-get install fonts-noto-cjk' brings one.");
        Text(Papers.PilotSite()).ShouldContain("李𠮷祥");
    }

    [Fact]
    public void A_skipped_level_prints_that_it_does_not_apply_and_why_and_has_no_room_for_a_seal()
    {
        var form = Papers.PilotSite(blocks: new Dictionary<string, PrintedBlock> { ["superiorOpinion"] = new(Skipped: "本单位为省属学校，没有县级主管部门。") });
        Text(form).ShouldContain("不适用。本单位为省属学校，没有县级主管部门。");
        Draw.Run(form).Seals.Select(s => s.Field).ShouldBe(["seal.unitOpinion"]);
    }

    [Fact]
    public void The_seal_lies_over_the_organisations_name_and_the_date_of_its_block()
    {
        var document = Draw.Run(Papers.PilotSite());
        foreach (var (field, words) in new[] { ("seal.unitOpinion", "2023年5月23日"), ("seal.superiorOpinion", "2023年5月24日") })
        {
            var seal = document.Seals.Single(s => s.Field == field);
            var date = document.Pages[seal.Page].Items.OfType<DrawnText>().Last(t => t.Text == words);
            date.X.ShouldBeGreaterThan(seal.X);
            date.Baseline.ShouldBeInRange(seal.Y + seal.Side / 2, seal.Y + seal.Side);
            var pdf = Positions(document, seal.Page).Last(w => w.Text == words);
            pdf.X.ShouldBe(date.X, 0.5);
            pdf.Baseline.ShouldBe(date.Baseline, 0.5);
        }
    }

    [Fact]
    public void Long_texts_flow_over_pages_and_every_page_bears_its_number_and_nothing_runs_out_of_the_text_area()
    {
        var values = Papers.PilotSiteValues();
        var sentences = string.Concat(Enumerable.Range(1, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"第{i}条，围绕社区教育融入治理开展工作。")));
        values["otherProjectText"] = sentences;
        var document = Draw.Run(Papers.PilotSite(values));
        document.Pages.Count.ShouldBeGreaterThan(3);
        using var pdf = PdfDocument.Open(Papers.Write(document));
        // A line may end with the page, so that the foot stands between its halves in the file's text: the values are read from the drawing.
        var text = string.Concat(document.Pages.SelectMany(p => p.Items).OfType<DrawnText>().Where(t => t is { Face: Workflows.Paper.Fonts.FontFace.FangSong, Size: 11, X: > 45 }).Select(t => t.Text));
        for (var i = 1; i <= pdf.NumberOfPages; i++) pdf.GetPage(i).Text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"第 {i} 页 共 {pdf.NumberOfPages} 页"));
        for (var i = 1; i <= 400; i++) text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"第{i}条"));
        foreach (var item in document.Pages.SelectMany(p => p.Items).OfType<DrawnText>())
        {
            item.X.ShouldBeGreaterThanOrEqualTo(17.9);
            (item.X + Length.Millimetres(Papers.Fonts.Width(item.Text, item.Face, item.Size))).ShouldBeLessThanOrEqualTo(192.1, item.Text);
        }
    }

    [Fact]
    public void A_long_opinion_flows_and_its_seal_stands_with_the_last_line()
    {
        var opinion = string.Concat(Enumerable.Repeat("经研究，该单位组织健全、经费落实，具备实验条件。", 120));
        var document = Draw.Run(Papers.PilotSite(blocks: new Dictionary<string, PrintedBlock> { ["superiorOpinion"] = new("辽阳县教育局", opinion, "王小明", new(2023, 5, 24)) }));
        var seal = document.Seals.Single(s => s.Field == "seal.superiorOpinion");
        document.Pages[seal.Page].Items.OfType<DrawnText>().Count(t => t.Text.Contains("实验条件", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        (seal.Y + seal.Side).ShouldBeLessThan(DrawnPage.LongSide - Foot.Height);
    }

    public static TheoryData<string> Keys => [.. Papers.Forms.All.Select(f => f.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Every_form_of_the_repository_prints_empty_and_filled_with_all_its_labels_and_blocks(string key)
    {
        var definition = Papers.Forms.Find(key)!;
        foreach (var values in new[] { new JsonObject(), Papers.Sample(definition.Fields) })
        {
            var form = new PrintedForm { Form = definition, Number = "TEST-0001", Unit = "某单位", Date = Papers.Date, Values = values };
            var document = Draw.Run(form);
            var file = Path.GetTempFileName();
            try
            {
                await File.WriteAllBytesAsync(file, Papers.Write(document), TestContext.Current.CancellationToken);
                var text = Squeezed(await Papers.Run("pdftotext", "-layout", file, "-"));
                var names = definition.Print.SelectMany(s => s.Rows).SelectMany(r => r.Cells).Where(c => c.Name is { Length: > 0 }).ToDictionary(c => c.Of!, c => c.Name!);
                foreach (var field in definition.Fields.Where(f => f.Printed && (f.ShowWhen is null || values.Count > 0)))
                    Letters(names.GetValueOrDefault(field.Key, field.Label.Zh)).Except(Letters(text)).ShouldBeEmpty(field.Key);
                document.Seals.Count.ShouldBe(definition.Blocks.Count(b => b.NeedsSeal));
            }
            finally
            {
                File.Delete(file);
            }
        }
    }

    [Fact]
    public void A_table_that_numbers_its_rows_itself_has_one_column_of_numbers()
    {
        var form = new PrintedForm
        {
            Form = Papers.Forms.Find("brand-summary")!, Number = "TEST-0001", Unit = "辽宁省教育厅", Date = Papers.Date,
            Values = new() { ["rows"] = new JsonArray(new JsonObject { ["seq"] = 1, ["itemName"] = "辽阳县社区学院" }, new JsonObject { ["seq"] = 2, ["itemName"] = "社区智慧生活" }) },
        };
        var texts = Draw.Run(form).Pages.SelectMany(p => p.Items).OfType<DrawnText>().Select(t => t.Text).ToList();
        texts.Count(t => t == "序号").ShouldBe(1);
        texts.Where(t => t is "1" or "2").ShouldBe(["1", "2"]);
    }

    [Fact]
    public void The_same_form_gives_the_same_bytes() => Papers.Write(Draw.Run(Papers.PilotSite())).ShouldBe(Papers.Write(Draw.Run(Papers.PilotSite())));

    private static string Text(PrintedForm form)
    {
        using var pdf = PdfDocument.Open(Papers.Write(Draw.Run(form)));
        return string.Concat(pdf.GetPages().Select(p => p.Text));
    }

    private static IEnumerable<(string Text, double X, double Baseline)> Positions(DrawnDocument document, int page)
    {
        using var pdf = PdfDocument.Open(Papers.Write(document));
        return [.. pdf.GetPage(page + 1).GetWords().Select(w => (w.Text, Length.Millimetres(w.BoundingBox.Left), DrawnPage.LongSide - Length.Millimetres(w.Letters[0].StartBaseLine.Y)))];
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static IEnumerable<char> Letters(string text) => text.Where(c => !char.IsWhiteSpace(c)).Distinct();
}
