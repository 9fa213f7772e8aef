using System.Globalization;
using UglyToad.PdfPig;
using Workflows.Paper.Filings;
using Workflows.Paper.Lists;

namespace Workflows.Paper.Tests.Lists;

public class DrawListTests
{
    [Fact]
    public void A_long_list_has_its_head_on_every_page_and_every_unit_once_and_tells_how_far_it_is()
    {
        var told = new List<int>();
        var list = new PrintedList
        {
            Title = "实验点名单", Call = "2023年实验点申报", Publisher = "中国成人教育协会", FilingNumber = "备2023-01", Day = new(2023, 6, 20), Date = Papers.Date, Mark = Papers.Mark,
            Entries = [.. Enumerable.Range(1, 350).Select(i => new PrintedEntry("辽宁省", string.Create(CultureInfo.InvariantCulture, $"第{i}开放大学")))],
        };
        var document = new DrawList(Papers.Fonts).Run(list, told.Add);
        using var pdf = PdfDocument.Open(Papers.Write(document));
        pdf.GetPages().Count(p => p.Text.Contains("单位名称", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(pdf.NumberOfPages - 1);
        var text = string.Concat(pdf.GetPages().Select(p => p.Text));
        for (var i = 1; i <= 350; i++) text.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"第{i}开放大学"));
        told.ShouldBe([100, 200, 300, 350]);
        document.Seals.ShouldHaveSingleItem().Page.ShouldBe(pdf.NumberOfPages - 1);
    }

    [Fact]
    public void The_certificate_of_a_filing_names_what_was_filed_and_says_that_it_is_no_approval()
    {
        var certificate = new FilingCertificate("备2023-01", "中国成人教育协会", "实验点名单", "2023年实验点申报", "中成协[2023]009号", "项目组", 12, new string('a', 64), new(2023, 6, 12), Papers.Date);
        var document = new DrawFilingCertificate(Papers.Fonts).Run(certificate);
        using var pdf = PdfDocument.Open(Papers.Write(document));
        foreach (var words in new[] { "备案证明", "备2023-01", "中成协[2023]009号", "不是审批", "2023年6月12日" }) pdf.GetPage(1).Text.ShouldContain(words);
        document.Seals.ShouldHaveSingleItem().Field.ShouldBe(DrawFilingCertificate.SealField);
    }
}
