using System.Globalization;
using System.Text.Json.Nodes;
using UglyToad.PdfPig;
using Workflows.Paper.Forms;
using Workflows.Paper.Pdf;
using Workflows.Paper.Seals;
using Workflows.Paper.Signing;

namespace Workflows.Paper.Tests.Forms;

/// <summary>Forms whose document prints them, as <c>print</c> of the form file says.</summary>
public class DrawSheetTests
{
    private static readonly DrawForm Draw = new(Papers.Fonts);
    private static readonly string[] Opinions = ["schoolOpinion", "countyOpinion", "cityOpinion", "provinceOpinion"];

    [Fact]
    public async Task Fields_that_share_a_row_in_the_document_stand_on_one_line()
    {
        var lines = await Lines(Papers.PilotSite());
        lines.ShouldContain(l => l.StartsWith("附件：", StringComparison.Ordinal) && l.EndsWith("编号：PS3-LN-0001", StringComparison.Ordinal));
        lines.ShouldContain(l => InOrder(l, "负责人姓名", "联系电话", "0419-0000000"));
        lines.ShouldContain("意向共同体成员：(请填写申报单位意向共同体成员单位名称及相关信息)");
        lines.ShouldContain(l => InOrder(l, "序号", "单位名称", "相关信息"));
        lines.ShouldContain("8.■其它项目");
        lines.ShouldContain("单位承诺书：");
        lines.IndexOf("单位意见（公章）：").ShouldBeGreaterThan(lines.FindIndex(l => l.Contains("负责人签字：", StringComparison.Ordinal)));

        var school = await Lines(Sample("pilot-school"));
        school[1].ShouldBe("实验校资格申请表");
        school.ShouldContain(l => InOrder(l, "负责人姓名", "职务", "手机"));
        school.ShouldContain(l => InOrder(l, "项目对接人", "职务", "手机"));
    }

    [Fact]
    public void While_nothing_is_filled_in_the_form_prints_what_the_document_asks_for()
    {
        var text = Text(Empty("brand-centre"));
        text.ShouldContain("（主要填写社区教育工作者、志愿者队伍情况等）");
        text.ShouldContain("（字数不超过1000字）");
        Text(Sample("brand-centre")).ShouldNotContain("主要填写");
        Text(Empty("pilot-school")).ShouldContain("（含名称、内容、步骤、目标、特色等，至少2000字）");
    }

    [Fact]
    public async Task The_four_opinions_of_annex_4_stand_beside_each_other_each_with_its_date_and_its_seal_in_its_cell()
    {
        var document = Draw.Run(BrandCentre());
        var words = await Boxes(document);
        var heads = words.Where(w => w.Text.EndsWith("意见", StringComparison.Ordinal) && w.Text != "申报意见").ToList();
        heads.Count(w => w.Text == "申报学校意见").ShouldBe(1);
        var columns = Opinions.Select(o => Cell(document, o)).ToList();
        columns.Select(c => c.Page).Distinct().Count().ShouldBe(1);
        columns.Select(c => c.Left).ShouldBeInOrder();
        for (var i = 0; i < 4; i++)
        {
            var (page, left, top, right, bottom) = columns[i];
            var seal = document.Seals.Single(s => s.Field == "seal." + Opinions[i]);
            seal.Side.ShouldBe(SealFace.OfficialSide);
            seal.Page.ShouldBe(page);
            seal.X.ShouldBeGreaterThanOrEqualTo(left);
            (seal.X + seal.Side).ShouldBeLessThanOrEqualTo(right);
            seal.Y.ShouldBeGreaterThanOrEqualTo(top);
            (seal.Y + seal.Side).ShouldBeLessThanOrEqualTo(bottom);
            var inside = words.Where(w => w.Page == page && w.Left >= left && w.Right <= right && w.Top >= top && w.Bottom <= bottom).ToList();
            foreach (var expected in new[] { $"第{i + 1}级意见。", "（盖章）", $"2023年10月{i + 1}日" }) inside.ShouldContain(w => w.Text == expected, $"{Opinions[i]}: {string.Join('|', inside.Select(w => w.Text))}");
            inside.Single(w => w.Text.StartsWith("2023年", StringComparison.Ordinal)).Top.ShouldBeInRange(seal.Y + seal.Side / 2, seal.Y + seal.Side);
        }
    }

    [Fact]
    public void A_long_opinion_goes_on_in_its_column_and_each_seal_stands_with_the_last_line_of_its_own_opinion()
    {
        var opinion = Sentences(150);
        var blocks = BrandCentre().Blocks.ToDictionary(b => b.Key, b => b.Value);
        blocks["cityOpinion"] = blocks["cityOpinion"] with { Opinion = opinion };
        var document = Draw.Run(BrandCentre() with { Blocks = blocks });
        var (school, city) = (document.Seals.Single(s => s.Field == "seal.schoolOpinion"), document.Seals.Single(s => s.Field == "seal.cityOpinion"));
        city.Page.ShouldBeGreaterThan(school.Page);
        document.Seals.Where(s => s != city).Select(s => s.Page).Distinct().ShouldBe([school.Page]);
        var column = Texts(document).Where(t => t.Text is { Face: Workflows.Paper.Fonts.FontFace.FangSong, Ink: Ink.Black } && !t.Text.Text.Contains('页', StringComparison.Ordinal) && t.Text.X >= city.X - 2 && t.Text.X < city.X + city.Side).ToList();
        InOneString(column.Select(t => t.Text.Text)).ShouldContain(opinion);
        column.Last(t => opinion.EndsWith(t.Text.Text, StringComparison.Ordinal)).Page.ShouldBe(city.Page);
        Texts(document).Where(t => t.Text.Text.StartsWith("市级教育行政部门", StringComparison.Ordinal)).Select(t => t.Page).ShouldBe([.. Enumerable.Range(school.Page, city.Page - school.Page + 1)], "The names stand again on each page.");
    }

    [Fact]
    public void A_plan_of_thousands_of_characters_goes_on_in_its_cell_and_nothing_is_cut_off()
    {
        var form = Sample("pilot-school");
        var plan = (JsonObject)form.Values["pilotPlan"]!;
        foreach (var part in new[] { "content", "steps", "objectives" }) plan[part] = Sentences(100);
        var document = Draw.Run(form);
        document.Pages.Count.ShouldBeGreaterThan(3);
        var texts = Texts(document);
        var all = InOneString(texts.Where(t => t.Text.Face == Workflows.Paper.Fonts.FontFace.FangSong && t.Text.Size == 11).Select(t => t.Text.Text));
        all.Split(Sentences(100)).Length.ShouldBe(4);
        foreach (var (page, text) in texts)
        {
            text.X.ShouldBeGreaterThanOrEqualTo(17.9);
            (text.X + Length.Millimetres(Papers.Fonts.Width(text.Text, text.Face, text.Size))).ShouldBeLessThanOrEqualTo(document.Pages[page].Width - 17.9, text.Text);
            if (text.Ink == Ink.Black && !text.Text.Contains('页', StringComparison.Ordinal)) text.Baseline.ShouldBeLessThan(document.Pages[page].Height - Foot.Height, text.Text);
        }
    }

    [Fact]
    public void The_self_check_prints_the_items_of_the_schools_tier_beside_their_answers_and_its_head_on_each_page()
    {
        var form = BrandCentre();
        foreach (var key in new[] { "facilitiesTownship", "facilitiesVillage", "activitiesLocal", "guidanceTownship", "guidanceVillage", "researchVillage", "digitalVillage" }) form.Values.Remove(key);
        var document = Draw.Run(form);
        var first = document.Pages.ToList().FindIndex(p => p.Items.OfType<DrawnText>().Any(t => t.Text == "附件1"));
        first.ShouldBeGreaterThan(0);
        var sheets = document.Pages.Skip(first).ToList();
        sheets.Count.ShouldBeGreaterThan(1);
        foreach (var page in sheets) page.Items.OfType<DrawnText>().Count(t => t.Text == "指引内容").ShouldBe(1);
        var text = InOneString(Texts(document).Select(t => t.Text.Text));
        text.ShouldContain("●提供多功能教室、图书");
        text.ShouldNotContain("●指导社区居民结合自身");
        // An indicator of the first level stands beside its rows on every page that they reach.
        var research = sheets.FindIndex(p => p.Items.OfType<DrawnText>().Any(t => t.Text.StartsWith("（九）", StringComparison.Ordinal)));
        InOneString(sheets[research].Items.OfType<DrawnText>().Select(t => t.Text)).ShouldContain("三、教");
    }

    [Fact]
    public async Task Annex_5_is_one_row_under_its_fifteen_heads_across_a_landscape_page()
    {
        var form = Sample("institution-statistics") with { Filled = words => words.Replace("{call.statisticsFrom}", "2022年9月1日", StringComparison.Ordinal).Replace("{call.statisticsTo}", "2023年9月30日", StringComparison.Ordinal) };
        var keys = form.Form.Print[0].Rows[0].Cells.Select(c => c.Of!).ToList();
        keys.Count.ShouldBe(15);
        for (var i = 1; i < 15; i++) form.Values[keys[i]] = 100 + i;
        form.Values["perCapitaFunding"] = 3.5;
        var document = Draw.Run(form);
        document.Pages.ShouldHaveSingleItem().IsLandscape.ShouldBeTrue();
        using (var pdf = PdfDocument.Open(Papers.Write(document))) (pdf.GetPage(1).Width > pdf.GetPage(1).Height).ShouldBeTrue();

        var figures = (await Boxes(document)).Where(w => w.Text is "3.50" || (w.Text.Length == 3 && w.Text.All(char.IsAsciiDigit))).OrderBy(w => w.Left).ToList();
        figures.Select(w => w.Text).ShouldBe(Enumerable.Range(101, 14).Select(n => n == 113 ? "3.50" : n.ToString(CultureInfo.InvariantCulture)));
        (figures.Max(w => w.Top) - figures.Min(w => w.Top)).ShouldBeLessThan(1);
        var text = Text(form);
        text.ShouldContain("注：线上线下培训总数统计时间范围为2022年9月1日至2023年9月30日。");
        text.ShouldNotContain("101个");
        Text(Sample("institution-statistics")).ShouldNotContain("注：");
    }

    [Fact]
    public async Task The_seal_of_a_landscape_page_is_signed_where_it_was_drawn()
    {
        var document = Draw.Run(Sample("institution-statistics"));
        var place = document.Seals.ShouldHaveSingleItem();
        using var pdf = PdfDocument.Open(SignPdf.DeclareFields(Papers.Write(document), document.Seals));
        pdf.TryGetForm(out var form).ShouldBeTrue();
        var field = form.Fields.Single(f => f.Information.PartialName == "seal.provinceStatistics");
        field.Bounds!.Value.Left.ShouldBe(Length.Points(place.X), 0.1);
        (Length.Points(DrawnPage.ShortSide) - field.Bounds.Value.Top).ShouldBe(Length.Points(place.Y), 0.5);
        var mark = (await Boxes(document)).Single(w => w.Text == "（盖章）");
        mark.Left.ShouldBeGreaterThan(place.X);
        mark.Right.ShouldBeLessThan(place.X + place.Side);
        mark.Top.ShouldBeInRange(place.Y, place.Y + place.Side);
    }

    [Fact]
    public async Task Annex_3_has_its_head_lines_its_columns_in_order_what_was_chosen_and_its_note()
    {
        var form = Empty("brand-summary") with
        {
            Values = new()
            {
                ["province"] = "42", ["contact"] = "王某", ["contactPhone"] = "024-00000000",
                ["rows"] = new JsonArray(new JsonObject { ["seq"] = 1, ["itemName"] = "辽阳县社区学院", ["tier"] = "county", ["contactPerson"] = "李某", ["contactPhone"] = "0419-0000000" }),
            },
        };
        var lines = await Lines(form);
        lines[0].ShouldStartWith("附件3");
        lines[1].ShouldBe("社区教育品牌项目汇总表");
        lines[2].ShouldBe("省级教育行政部门（盖章）：辽阳县开放大学");
        lines[3].ShouldBe("联系人：王某联系电话：024-00000000");
        InOneString(lines).ShouldContain("所处层级（县、");
        lines.ShouldContain("1辽阳县社区学院县、市、区李某0419-0000000");
        InOneString(lines).ShouldContain("注：社区教育品牌项目，包括品牌社区学习中心和社区教育品牌课程。（此表请省级教育行政部门按照推荐顺序填写）");
    }

    [Fact]
    public void The_head_of_a_table_stands_again_on_each_page()
    {
        var form = Sample("brand-course");
        form.Values["microLessons"] = new JsonArray([.. Enumerable.Range(1, 60).Select(i => new JsonObject { ["title"] = string.Create(CultureInfo.InvariantCulture, $"第{i}课"), ["knowledgePoint"] = "智能手机", ["mediaKind"] = "video" })]);
        var document = Draw.Run(form);
        var pages = document.Pages.Where(p => p.Items.OfType<DrawnText>().Any(t => t.Text.EndsWith('课') && t.Text.StartsWith('第'))).ToList();
        pages.Count.ShouldBeGreaterThan(2);
        foreach (var page in pages) page.Items.OfType<DrawnText>().Count(t => t.Text == "微课名称").ShouldBe(1);
        Texts(document).Count(t => t.Text.Text == "视频").ShouldBe(60);
        Texts(document).ShouldNotContain(t => t.Text.Text.Contains("□动画", StringComparison.Ordinal));
    }

    private static PrintedForm Empty(string key) => new() { Form = Papers.Forms.Find(key)!, Number = "TEST-0001", Unit = "某单位", Date = Papers.Date, Values = [], UnitName = _ => "辽阳县开放大学" };

    private static PrintedForm Sample(string key) => Empty(key) with { Values = Papers.Sample(Papers.Forms.Find(key)!.Fields) };

    private static PrintedForm BrandCentre() => Sample("brand-centre") with
    {
        Blocks = Opinions.Select((key, i) => (key, i)).ToDictionary(
            o => o.key, o => new PrintedBlock(new[] { "辽阳县首山镇社区学校", "辽阳县教育局", "辽阳市教育局", "辽宁省教育厅" }[o.i], string.Create(CultureInfo.InvariantCulture, $"第{o.i + 1}级意见。"), Day: new DateOnly(2023, 10, o.i + 1))),
    };

    private static string Sentences(int count) => string.Concat(Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"第{i}条，围绕社区教育开展工作。")));

    private static List<(int Page, DrawnText Text)> Texts(DrawnDocument document) => [.. document.Pages.SelectMany((p, i) => p.Items.OfType<DrawnText>().Select(t => (i, t)))];

    /// <summary>The borders round the seal of a block: the nearest lines that cross its middle.</summary>
    private static (int Page, double Left, double Top, double Right, double Bottom) Cell(DrawnDocument document, string block)
    {
        var seal = document.Seals.Single(s => s.Field == "seal." + block);
        var (x, y) = (seal.X + seal.Side / 2, seal.Y + seal.Side / 2);
        var lines = document.Pages[seal.Page].Items.OfType<DrawnLine>().ToList();
        var upright = lines.Where(l => l.X1 == l.X2 && l.Y1 <= y && l.Y2 >= y).Select(l => l.X1).ToList();
        var level = lines.Where(l => l.Y1 == l.Y2 && l.X1 <= x && l.X2 >= x).Select(l => l.Y1).ToList();
        return (seal.Page, upright.Where(l => l < x).Max(), level.Where(l => l < y).Max(), upright.Where(l => l > x).Min(), level.Where(l => l > y).Min());
    }

    private static bool InOrder(string line, params string[] words)
    {
        var at = words.Select(w => line.IndexOf(w, StringComparison.Ordinal)).ToList();
        return at.TrueForAll(i => i >= 0) && at.SequenceEqual(at.Order());
    }

    private static string InOneString(IEnumerable<string> texts) => string.Concat(string.Concat(texts).Where(c => !char.IsWhiteSpace(c)));

    private static string Text(PrintedForm form) => InOneString(Texts(Draw.Run(form)).Select(t => t.Text.Text));

    /// <summary>The lines as pdftotext lays them out, without white space and empty lines.</summary>
    private static async Task<List<string>> Lines(PrintedForm form) =>
        [.. (await Read(Draw.Run(form), "-layout")).Split('\n').Select(l => InOneString([l])).Where(l => l.Length > 0)];

    /// <summary>Runs of text with their places in millimetres, as pdftotext finds them.</summary>
    private static async Task<List<(int Page, string Text, double Left, double Top, double Right, double Bottom)>> Boxes(DrawnDocument document)
    {
        var page = System.Xml.Linq.XDocument.Parse(await Read(document, "-bbox"));
        return [.. page.Descendants().Where(e => e.Name.LocalName == "page").SelectMany((p, i) => p.Elements().Select(w => (i, w.Value, At(w, "xMin"), At(w, "yMin"), At(w, "xMax"), At(w, "yMax"))))];

        static double At(System.Xml.Linq.XElement word, string name) => Length.Millimetres(double.Parse(word.Attribute(name)!.Value, CultureInfo.InvariantCulture));
    }

    private static async Task<string> Read(DrawnDocument document, string mode)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Papers.Write(document), TestContext.Current.CancellationToken);
            return await Papers.Run("pdftotext", mode, file, "-");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
