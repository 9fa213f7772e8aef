using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Duties;

public class DutyTests(Site site)
{
    [Fact]
    public async Task A_unit_notes_its_progress_with_a_task_of_the_work_points_and_the_centre_above_accepts_another()
    {
        var running = await site.Demo();
        await using (var unit = await site.Visit(running, "kangping-centre.handler", new Device(1280)))
        {
            await unit.Open("/duties?q=基础数据");
            var (page, row) = (unit.Page, unit.Page.Locator("[data-row]"));
            await row.GetByText("记录进展").ClickAsync();
            await page.GetByLabel("完成百分比").FillAsync("40");
            await page.GetByText("保存").ClickAsync();
            await Assertions.Expect(page.Locator(".refusal")).ToBeVisibleAsync();
            await page.GetByLabel("进展情况").FillAsync("问卷已发放");
            await page.GetByText("保存").ClickAsync();
            await Assertions.Expect(row).ToContainTextAsync("40%");
            (await unit.SeriousFindings()).ShouldBeEmpty();

            // What was handed in says how far it is, and nothing is noted on it any more.
            await unit.Open("/duties?q=三级指导中心");
            await Assertions.Expect(row).ToContainTextAsync("100%");
            (await row.GetByText("记录进展").CountAsync()).ShouldBe(0);
        }

        await using var centre = await site.Visit(running, "sy-centre.head", new Device(390, 844));
        await centre.Open("/duties?q=三级指导中心");
        (await centre.Fits()).ShouldBeTrue();
        await centre.OpenWork("验收方核对", of: "WP2026");
        await centre.Press("Approve");
        await centre.Decided();
        await centre.Open("/duties?q=三级指导中心");
        await Assertions.Expect(centre.Page.Locator("[data-row]", new() { HasTextString = "康平县中心" })).ToContainTextAsync("已完成");
    }
}
