using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Audit;

/// <summary>An auditor reads the figures, chooses a call, sees the bottleneck on the chart and takes a table out.</summary>
public class FiguresTests(Site site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task An_auditor_reads_the_figures_chooses_a_call_and_takes_a_table_out(int width)
    {
        await using var app = await site.OwnApplication();
        await app.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        app.Clock.Advance(TimeSpan.FromHours(30));
        await app.Decide("liaoyang-edu.head", "OpinionTask", "Return", "请补充材料");

        await using var me = await site.Visit(app, "platform.auditor", new Device(width));
        await me.Open("/figures");
        await me.Page.WaitForSelectorAsync("[data-figures=seats]");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await me.Page.SelectOptionAsync("select[name=call]", "PS3-LN");
        await me.Page.ClickAsync("[data-find]");
        await me.Page.Arrives("**call=PS3-LN**");

        await Assertions.Expect(me.Page.Locator("[data-total=Cases] strong")).ToHaveTextAsync("1");
        await Assertions.Expect(me.Page.Locator("[data-activity=superior-opinion]")).ToHaveAttributeAsync("data-shade", "heat-5");
        await Assertions.Expect(me.Page.Locator("[data-activity=superior-opinion]")).ToContainTextAsync("1.3 天");
        await Assertions.Expect(me.Page.Locator("[data-figures=returns] [data-row]")).ToContainTextAsync("请补充材料");
        await Assertions.Expect(me.Page.Locator("[data-figures=steps] [data-row]").First).ToContainTextAsync("1.3 天");
        var download = await me.Page.RunAndWaitForDownloadAsync(() => me.Page.ClickAsync("[data-figures=steps] [data-xlsx]"));
        download.SuggestedFilename.ShouldBe("环节用时.xlsx");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await me.Picture($"figures-{width}");
    }

    [Fact]
    public async Task Whoever_organises_a_call_comes_from_its_progress_to_its_figures()
    {
        await using var app = await site.OwnApplication();
        await app.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using var owner = await site.Visit(app, "ln-centre.handler");
        await owner.Open("/calls/PS3-LN/progress");
        await owner.Page.ClickAsync("[data-to-figures]");
        await owner.Page.Arrives("**/figures?call=PS3-LN");
        await Assertions.Expect(owner.Page.Locator("[data-total=Cases] strong")).ToHaveTextAsync("1");
        await using var unit = await site.Visit(app, "liaoyang-centre.handler");
        await unit.Open("/figures");
        await Assertions.Expect(unit.Page.GetByText("没有可看的统计")).ToBeVisibleAsync();
    }
}
