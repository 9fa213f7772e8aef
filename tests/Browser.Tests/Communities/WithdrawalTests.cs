using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Communities;

public class WithdrawalTests(Site site)
{
    [Fact]
    public async Task A_written_withdrawal_is_acknowledged_settled_and_published_and_nobody_can_refuse_it()
    {
        var running = await site.Demo();
        await using (var officer = await site.Visit(running, "pg-community.workGroupOfficer", new Device(1280)))
        {
            await officer.OpenWork("项目组确认收到");
            (await officer.Page.Locator("[data-outcome=Reject]").CountAsync()).ShouldBe(0);
            await officer.Press("Accepted");
            await officer.Decided();
            await officer.OpenWork("结清事项", of: "EXIT");
            var page = officer.Page;
            await page.GetByLabel("未完成任务的处理").FillAsync("无");
            await page.GetByLabel("费用结清情况").FillAsync("已结清");
            await page.GetByLabel("已交回").CheckAsync();
            await page.GetByLabel("终止").CheckAsync();
            (await officer.SeriousFindings()).ShouldBeEmpty();
            await officer.Press("Submitted");
            await officer.Decided();
        }
        await using (var publisher = await site.Visit(running, "caea.caeaPublisher", new Device(390, 844)))
        {
            await publisher.OpenWork("公布退出名单");
            (await publisher.Fits()).ShouldBeTrue();
            await publisher.Press("Published");
            await publisher.Confirm();
            await publisher.Decided();
        }

        await using var anybody = await site.Visit(running, null);
        await anybody.Page.GotoAsync("/lists");
        await anybody.Page.Locator("main a", new() { HasTextString = "退出" }).First.ClickAsync();
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("台安县开放大学");
    }
}
