using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Rankings;

public class RankingTests(Site site)
{
    [Fact]
    public async Task A_province_ranks_its_cases_by_button_and_by_key_with_a_reason_and_decides_the_order()
    {
        var running = await site.Demo();
        await using (var me = await site.Visit(running, "ln-edu.head", new Device(390, 844)))
        {
            await me.OpenWork("排定推荐顺序");
            (await me.Fits()).ShouldBeTrue();
        }

        await using var head = await site.Visit(running, "ln-edu.head", new Device(1280));
        await head.OpenWork("排定推荐顺序");
        var page = head.Page;
        var cases = page.Locator(".rank-kind").First;
        var (ranked, waiting) = (cases.Locator(".rank-list:not(.waiting) li[data-case]"), cases.Locator(".waiting button"));
        await waiting.First.ClickAsync();
        await Assertions.Expect(page.Locator("#move-hint.field-error")).ToBeVisibleAsync();
        await page.FillAsync("[name=move-reason]", "示范作用突出");
        for (var place = 1; place <= 3; place++)
        {
            await waiting.First.ClickAsync();
            await Assertions.Expect(ranked).ToHaveCountAsync(place);
        }
        await Assertions.Expect(cases.Locator("h3 .tag")).ToContainTextAsync("还可排入 2 个");
        (await head.SeriousFindings()).ShouldBeEmpty();

        var last = await ranked.Nth(2).Locator("a").InnerTextAsync();
        await ranked.Nth(2).Locator(".moves button").First.ClickAsync();
        await Assertions.Expect(ranked.Nth(1).Locator("a")).ToHaveTextAsync(last);
        await ranked.Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Assertions.Expect(ranked.Nth(0).Locator("a")).ToHaveTextAsync(last);
        await Assertions.Expect(page.Locator(".rank-moves summary")).ToContainTextAsync("5");

        await head.Press("Ranked");
        await head.Confirm();
        await head.Decided();
        await head.OpenWork("审定汇总表");
    }
}
