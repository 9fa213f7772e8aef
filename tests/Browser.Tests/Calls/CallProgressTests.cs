using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Calls;

public class CallProgressTests(Site site)
{
    private static readonly DateTimeOffset NineOClock = new(2023, 5, 22, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task An_owner_sees_where_each_case_is_and_reminds_and_what_is_overdue_reaches_the_seat_above()
    {
        await using var running = await site.OwnApplication();
        await running.UpToTheSuperior("liaoyang-ou", "PS3-LN");

        await using (var owner = await site.Visit(running, "ln-centre.handler"))
        {
            var page = owner.Page;
            await owner.Open("/calls/PS3-LN");
            await page.GetByText("进展与催办").ClickAsync();
            await page.Arrives("**/calls/*/progress");
            await owner.Ready();
            await Assertions.Expect(page.Locator("[data-bar=PS3]")).ToBeVisibleAsync();
            (await owner.SeriousFindings()).ShouldBeEmpty();
            await Assertions.Expect(page.Locator("[data-bar=PS3-LN]")).ToContainTextAsync("2023年5月29日");
            var held = page.Locator("[data-unit='辽阳县开放大学']");
            await Assertions.Expect(held).ToContainTextAsync("辽阳县教育局");

            await page.Locator("[data-urge='辽阳县开放大学']").ClickAsync();
            await Assertions.Expect(held).ToContainTextAsync("2023年5月22日 09:00");
            await page.Locator("[data-urge='辽阳县开放大学']").ClickAsync();
            await Assertions.Expect(page.Locator(".refusal")).ToContainTextAsync("今天已经催办过");

            await page.Locator(".remind input").FillAsync("请尽快申报");
            await page.Locator("[data-remind-all]").ClickAsync();
            await Assertions.Expect(page.Locator("[data-unit='辽阳县社区教育中心']")).ToContainTextAsync("2023年5月22日 09:00");
            await owner.Picture("call-progress");
        }

        await using (var silent = await site.Visit(running, "liaoyang-centre.handler"))
        {
            await silent.Open("/inbox?tab=copies");
            await silent.Page.GetByText("请于2023年5月29日前申报").ClickAsync();
            await silent.Page.Arrives("**/calls/**");
        }
        await using (var approver = await site.Visit(running, "liaoyang-edu.head"))
        {
            await approver.Open("/inbox");
            await Assertions.Expect(approver.Page.Locator(".inbox-rows")).ToContainTextAsync("已催办");
        }

        await running.MoveTo(NineOClock.AddDays(9));
        await using (var higher = await site.Visit(running, "ly-edu.head", new Device(390, 844)))
        {
            await higher.Open("/inbox?tab=escalated");
            (await higher.Fits()).ShouldBeTrue();
            await higher.Page.Locator(".row-link").First.ClickAsync();
            await higher.Page.WaitForSelectorAsync("[data-urge]");
            (await higher.Page.Locator("[data-outcome]").CountAsync()).ShouldBe(0);
            (await higher.SeriousFindings()).ShouldBeEmpty();
            await higher.Page.Locator("#comment").FillAsync("请今天出具意见");
            await higher.Page.Locator("[data-urge]").ClickAsync();
            await Assertions.Expect(higher.Page.Locator(".why")).ToContainTextAsync("辽阳市教育局");
        }
        await using (var owner = await site.Visit(running, "ln-centre.handler", new Device(390, 844)))
        {
            await owner.Open("/calls/PS3-LN/progress");
            await Assertions.Expect(owner.Page.Locator("[data-warning=held-up]")).ToContainTextAsync("1 件");
            (await owner.Fits()).ShouldBeTrue();
            (await owner.SeriousFindings()).ShouldBeEmpty();
        }
    }
}
