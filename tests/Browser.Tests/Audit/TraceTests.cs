using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Audit;

/// <summary>An auditor finds a case and sees how it went.</summary>
public class TraceTests(Site site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task An_auditor_finds_a_case_and_sees_its_path_with_the_return_drawn(int width)
    {
        await using var app = await site.OwnApplication();
        await app.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await app.Decide("liaoyang-edu.head", "OpinionTask", "Return", "请补充材料");
        await app.Submit("sy-ou", "PS3-LN");

        await using var me = await site.Visit(app, "platform.auditor", new Device(width));
        await me.Open("/trace");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await Assertions.Expect(me.Page.Locator("[data-row]").Nth(1)).ToBeVisibleAsync();

        await me.Page.FillAsync("input[name=seal]", "辽阳县社区教育中心");
        await me.Page.Locator("input[name=seal]").PressAsync("Enter");
        await me.Page.Arrives("**seal=**");
        await Assertions.Expect(me.Page.Locator("[data-row]")).ToHaveCountAsync(1);
        await me.Page.ClickAsync("[data-row] .row-link");
        await me.Page.WaitForSelectorAsync(".chart-picture");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();

        await Assertions.Expect(me.Page.Locator("[data-activity=superior-opinion]")).ToHaveAttributeAsync("data-shade", "back");
        await Assertions.Expect(me.Page.Locator("[data-activity=fill]")).ToHaveAttributeAsync("data-shade", "now");
        await Assertions.Expect(me.Page.Locator("[data-way=Back]")).ToHaveCountAsync(1);
        await me.Page.CheckAsync("[data-only-returns]");
        await Assertions.Expect(me.Page.Locator("[data-steps] tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(me.Page.Locator("[data-steps] tbody tr")).ToContainTextAsync("请补充材料");
        if (width == 1440) await me.Picture("trace");
    }
}
