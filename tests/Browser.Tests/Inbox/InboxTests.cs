using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Inbox;

public class InboxTests(Site site)
{
    [Fact]
    public async Task The_keyboard_finds_and_opens_but_decides_nothing()
    {
        var running = await site.Application();
        await running.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await running.UpToTheSuperior("liaoyang-ou", "PS3-LN");
        await using var me = await site.Visit(running, "liaoyang-edu.head");
        await me.Open("/inbox");
        var page = me.Page;

        await page.Keyboard.PressAsync("?");
        await page.Locator("#keys-help kbd").First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#keys-help").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("k");
        (await page.EvaluateAsync<int>("() => [...document.querySelectorAll('.row-link')].indexOf(document.activeElement)")).ShouldBe(0);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("开放大学");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("[?&]q="));
        await Assertions.Expect(page.Locator(".inbox-rows tbody tr")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/work-items/**");
        await page.WaitForSelectorAsync("[data-outcome=Approve]");
    }

    [Fact]
    public async Task New_work_appears_while_the_page_is_open()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, "kuandian-ou.head");
        await me.Open("/inbox");
        (await me.Page.Locator(".empty-heading").InnerTextAsync()).ShouldBe("没有待办");

        await running.Submit("kuandian-ou", "PS3-LN");

        await Assertions.Expect(me.Page.Locator(".inbox-rows")).ToContainTextAsync("负责人签字");
        await Assertions.Expect(me.Page.Locator(".tab[aria-current] .count")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task What_is_typed_into_the_search_stays_when_new_work_arrives()
    {
        await using var running = await site.OwnApplication();
        await using var me = await site.Visit(running, "sy-ou.head");
        await me.Open("/inbox");
        var search = me.Page.Locator("[data-search]");

        await search.FillAsync("开放大学");
        await search.BlurAsync();
        await running.Submit("sy-ou", "PS3-LN");
        await Assertions.Expect(me.Page.Locator(".inbox-rows tbody tr")).ToHaveCountAsync(1);

        await Assertions.Expect(search).ToHaveValueAsync("开放大学");
        await search.PressAsync("Enter");
        await Assertions.Expect(me.Page).ToHaveURLAsync(new Regex("[?&]q="));
    }

    [Fact]
    public async Task A_filter_stands_in_the_address_and_can_be_cleared()
    {
        var running = await site.Application();
        await running.Submit("sy-centre", "PS3-LN");
        await using var me = await site.Visit(running, "sy-centre.head");
        await me.Open("/inbox?kind=ApplySeal");
        (await me.Page.Locator(".empty-heading").InnerTextAsync()).ShouldBe("没有符合条件的事项");

        await me.Page.GetByText("清除筛选", new() { Exact = true }).ClickAsync();

        await Assertions.Expect(me.Page.Locator(".inbox-rows tbody tr")).ToHaveCountAsync(1);
        me.Page.Url.ShouldNotContain("kind=");
    }
}
