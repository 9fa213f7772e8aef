using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Notices;

public class NoticeTests(Site site)
{
    [Fact]
    public async Task Somebody_objects_to_a_list_in_its_public_notice_and_the_organiser_upholds_it_and_the_decision_is_open_again()
    {
        var running = await site.Demo();
        await using (var unit = await site.Visit(running, "kangping-ou.head", new Device(390, 844)))
        {
            await unit.Page.GotoAsync("/notices");
            await unit.Page.Locator("main a", new() { HasTextString = "公示中" }).ClickAsync();
            await Assertions.Expect(unit.Page.Locator(".notice-units")).ToContainTextAsync("海城市社区教育指导中心");
            await unit.Page.GetByText("提出异议", new() { Exact = true }).Last.ClickAsync();
            await unit.Ready();
            await unit.Page.FillAsync("textarea[name=text]", "入选单位名称与公章不符");
            (await unit.Fits()).ShouldBeTrue();
            (await unit.SeriousFindings()).ShouldBeEmpty();
            await unit.Page.GetByText("实名提交").ClickAsync();
            await Assertions.Expect(unit.Page.Locator(".notice.settled")).ToBeVisibleAsync();
        }

        await using (var organiser = await site.Visit(running, "pg-community.handler", new Device(1280)))
        {
            // While the notice runs there is nothing to decide but its objections.
            await organiser.Open("/inbox");
            await organiser.Page.Locator("[data-row]", new() { HasTextString = "PS2026-6" }).Locator(".row-link", new() { HasTextString = "公示" }).ClickAsync();
            await organiser.Page.Arrives("**/work-items/**");
            var objections = organiser.Page.Locator(".action-panel .opinion-block");
            await Assertions.Expect(objections).ToHaveCountAsync(2);
            var first = objections.Filter(new() { HasTextString = "评分汇总与评分表不一致" });
            await first.GetByLabel("答复").FillAsync("已复核，汇总无误");
            await first.GetByText("不采纳").ClickAsync();
            await Assertions.Expect(first).ToContainTextAsync("已复核，汇总无误");
            var second = objections.Filter(new() { HasTextString = "名称与公章不符" });

            // Without an answer nothing is upheld.
            await second.GetByText("采纳，退回研究决定").ClickAsync();
            await Assertions.Expect(organiser.Page.Locator(".action-panel .refusal")).ToBeVisibleAsync();
            await second.GetByLabel("答复").FillAsync("属实，名称以公章为准");
            (await organiser.SeriousFindings()).ShouldBeEmpty();
            await second.GetByText("采纳，退回研究决定").ClickAsync();
            await organiser.Decided();
        }

        await using (var head = await site.Visit(running, "pg-community.projectGroupHead"))
        {
            await head.OpenWork("研究决定名单", of: "PS2026-6");
            await Assertions.Expect(head.Page.Locator(".decide-rows")).ToContainTextAsync("海城市社区教育指导中心");
        }
        await using var again = await site.Visit(running, "kangping-ou.head");
        await again.Page.GotoAsync("/notices");
        await Assertions.Expect(again.Page.Locator("main")).Not.ToContainTextAsync("公示中）");
    }
}
