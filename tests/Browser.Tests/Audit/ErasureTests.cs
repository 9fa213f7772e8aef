using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Audit;

/// <summary>A security administrator finds a case, chooses words, sees what goes and erases it.</summary>
public class ErasureTests(Site site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Words_are_chosen_previewed_and_erased_with_a_reason(int width)
    {
        await using var app = await site.OwnApplication();
        await app.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using (var me = await site.Visit(app, "platform.securityAdministrator", new Device(width)))
        {
            await me.Open("/erasure");
            await me.Page.FillAsync("[data-search]", "ps3-ln-0001");
            await me.Page.ClickAsync("[data-find]");
            await me.Page.ClickAsync("[data-row] a");
            await me.Page.WaitForSelectorAsync("[data-words]");
            (await me.SeriousFindings()).ShouldBeEmpty();
            (await me.Fits()).ShouldBeTrue();

            await Assertions.Expect(me.Page.Locator("[data-erase]")).ToBeDisabledAsync();
            await me.Page.FillAsync("[data-part]", "同意申报");
            await me.Page.ClickAsync("[data-choose]");
            await Assertions.Expect(me.Page.Locator("[data-words] tbody tr").Filter(new() { HasNotText = "同意申报" })).ToHaveCountAsync(0);
            var rows = await me.Page.Locator("[data-words] tbody tr").CountAsync();
            rows.ShouldBeGreaterThan(0);
            await Assertions.Expect(me.Page.Locator("[data-preview]")).ToContainTextAsync($"{rows} 条");
            await me.Page.FillAsync("[data-reason]", "依当事人请求");
            await me.Page.ClickAsync("[data-erase]");
            await me.Confirm();
            await Assertions.Expect(me.Page.Locator("[data-preview]")).ToContainTextAsync("0 条");
            await me.Page.FillAsync("[data-part]", "同意申报");
            await Assertions.Expect(me.Page.Locator("[data-words] tbody tr")).ToHaveCountAsync(0);
        }

        await using var auditor = await site.Visit(app, "platform.auditor", new Device(width));
        await auditor.Open("/trace?q=PS3-LN-0001");
        var id = (await auditor.Page.Locator("[data-row] .row-link").GetAttributeAsync("href"))!.Split('/')[^1];
        await auditor.Open($"/audit/{id}");
        await Assertions.Expect(auditor.Page.GetByText("记录完整")).ToBeVisibleAsync();
        await Assertions.Expect(auditor.Page.GetByText("内容已依规定清除").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_auditor_sees_telephone_numbers_only_after_asking_and_filters_what_happened()
    {
        await using var app = await site.OwnApplication();
        await app.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using var auditor = await site.Visit(app, "platform.auditor");
        await auditor.Open("/trace?q=PS3-LN-0001");
        var id = (await auditor.Page.Locator("[data-row] .row-link").GetAttributeAsync("href"))!.Split('/')[^1];
        await auditor.Open($"/cases/{id}");
        await Assertions.Expect(auditor.Page.GetByText("130******00")).ToBeVisibleAsync();
        (await auditor.SeriousFindings()).ShouldBeEmpty();
        await auditor.Page.ClickAsync("[data-show-personal]");
        await Assertions.Expect(auditor.Page.GetByText("13000000000")).ToBeVisibleAsync();
        await Assertions.Expect(auditor.Page.Locator("[data-masked]")).ToHaveCountAsync(0);

        var told = await auditor.Page.Locator(".timeline > li").CountAsync();
        await auditor.Page.ClickAsync("[data-timeline-filters] summary");
        await auditor.Page.SelectOptionAsync("[data-timeline-filters] select[name=person]", "辽阳县中心 负责人");
        await Assertions.Expect(auditor.Page.Locator(".timeline > li").First).ToContainTextAsync("辽阳县中心 负责人");
        await Assertions.Expect(auditor.Page.Locator(".timeline > li")).Not.ToHaveCountAsync(told);
        (await auditor.Page.Locator(".timeline > li").CountAsync()).ShouldBeLessThan(told);
        await auditor.Page.FillAsync("[data-timeline-filters] input[name=to]", "2023-05-21");
        await auditor.Page.Locator("[data-timeline-filters] input[name=to]").BlurAsync();
        await Assertions.Expect(auditor.Page.Locator(".timeline > li")).ToHaveCountAsync(0);
        (await auditor.SeriousFindings()).ShouldBeEmpty();
    }
}
