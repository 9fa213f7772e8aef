using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Statistics;

public class StatisticsTests(Site site)
{
    [Fact]
    public async Task A_province_checks_its_row_of_the_table_and_the_ministry_sees_it_in_the_national_figures()
    {
        var running = await site.Demo();
        await using (var head = await site.Visit(running, "ln-centre.head", new Device(1280)))
        {
            await head.OpenWork("省级核对");
            await Assertions.Expect(head.Page.Locator(".desk-main")).ToContainTextAsync("4元/年/人");
            await Assertions.Expect(head.Page.Locator(".desk-side")).ToContainTextAsync("已汇总");
            await head.Press("Approve");
            await head.Decided();
        }

        await using var ministry = await site.Visit(running, "moe.ministryReviewer", new Device(390, 844));
        await ministry.Open("/national");
        var page = ministry.Page;
        await Assertions.Expect(page.Locator("[data-count=brandCentre]")).ToContainTextAsync("0/≈100");
        await Assertions.Expect(page.Locator("table.statistics tbody tr")).ToContainTextAsync("辽宁省社区教育指导中心");
        await Assertions.Expect(page.Locator("table.statistics tfoot")).ToContainTextAsync("12,000");
        (await ministry.Fits()).ShouldBeTrue();
        (await ministry.SeriousFindings()).ShouldBeEmpty();
    }
}
