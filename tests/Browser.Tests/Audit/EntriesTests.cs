using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Audit;

/// <summary>An auditor looks through what was done in the whole program.</summary>
public class EntriesTests(Site site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task An_auditor_finds_who_signed_in_and_what_else_somebody_did(int width)
    {
        await using var app = await site.OwnApplication();
        await app.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using var me = await site.Visit(app, "platform.auditor", new Device(width));
        await me.Open("/entries");
        await Assertions.Expect(me.Page.Locator("[data-row]").First).ToBeVisibleAsync();
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();

        await me.Page.FillAsync("input[name=action]", "登录");
        await me.Page.PressAsync("input[name=action]", "Enter");
        await me.Page.Arrives(new Regex("action="));
        await Assertions.Expect(me.Page.Locator("[data-row]").First).ToContainTextAsync("登录");
        await Assertions.Expect(me.Page.Locator("[data-row]").Filter(new() { HasNotText = "登录" })).ToHaveCountAsync(0);

        // From an entry to everything about the same person, and out of the filters again.
        await me.Page.Locator("[data-row] td[data-label='关于'] a").First.ClickAsync();
        await me.Page.Arrives(new Regex("subject=Person"));
        await Assertions.Expect(me.Page.Locator("select[name=subject]")).ToHaveValueAsync(new Regex("^Person:\\d+$"));
        await me.Page.SelectOptionAsync("select[name=subject]", "Case");
        await me.Page.ClickAsync("[data-find]");
        await Assertions.Expect(me.Page.Locator("[data-row]").First).ToContainTextAsync("申报件");
        await me.Picture($"entries-{width}");
    }
}
