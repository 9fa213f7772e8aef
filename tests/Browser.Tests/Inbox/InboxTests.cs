using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Host.Tests;

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
        await page.Arrives(new Regex("[?&]q="));
        await Assertions.Expect(page.Locator(".inbox-rows tbody tr")).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.Arrives("**/work-items/**");
        await page.WaitForSelectorAsync("[data-outcome=Approve]");
    }

    [Fact]
    public async Task New_work_appears_while_the_page_is_open()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, "kuandian-ou.head");
        await me.Open("/inbox");
        await Assertions.Expect(me.Page.Locator(".empty-heading")).ToHaveTextAsync("没有待办");

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
        await Assertions.Expect(me.Page.Locator(".empty-heading")).ToHaveTextAsync("没有符合条件的事项");

        await me.Page.GetByText("清除筛选", new() { Exact = true }).ClickAsync();

        await Assertions.Expect(me.Page.Locator(".inbox-rows tbody tr")).ToHaveCountAsync(1);
        me.Page.Url.ShouldNotContain("kind=");
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_and_opens_what_it_meant_from_a_link()
    {
        await using var running = await site.OwnApplication();
        await running.Submit("sy-ou", "PS3-LN");
        await using var me = await site.Visit(running, "sy-ou.head");
        await me.Open("/inbox");
        await me.Page.Locator(".more-filters summary").ClickAsync();
        await me.Page.SelectOptionAsync("[data-filter=level]", "City");
        await me.Page.Arrives(new Regex("[?&]level=city"));
        await me.Page.SelectOptionAsync("[data-filter=sort]", "Due");
        await me.Page.Arrives(new Regex("level=city&sort=due"));

        await me.Page.ClickAsync("[data-keep-view]");
        await me.Page.FillAsync("[data-view-name]", "市级先到期");
        await me.Page.PressAsync("[data-view-name]", "Enter");
        await Assertions.Expect(me.Page.Locator("[data-view='市级先到期'] a")).ToHaveAttributeAsync("aria-current", "page");

        await me.Open("/inbox");
        await me.Page.Locator("[data-view='市级先到期'] a").ClickAsync();
        await me.Page.Arrives(new Regex("level=city&sort=due"));
        await Assertions.Expect(me.Page.Locator("[data-filter=level]")).ToHaveValueAsync("City");
        await Assertions.Expect(me.Page.Locator("[data-filter=sort]")).ToHaveValueAsync("Due");

        await me.Page.Locator("[data-view='市级先到期'] button").ClickAsync();
        await Assertions.Expect(me.Page.Locator("[data-view]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Every_part_can_be_searched_and_says_how_much_is_in_it()
    {
        await using var running = await site.OwnApplication();
        await running.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await running.UpToTheSuperior("liaoyang-ou", "PS3-LN");
        await running.Decide("liaoyang-edu.head", "OpinionTask", "Approve", "同意");
        await using var me = await site.Visit(running, "liaoyang-edu.head");
        await me.Open("/inbox?tab=done");
        await Assertions.Expect(me.Page.Locator(".tab[aria-current] .count")).ToHaveTextAsync("1");
        await Assertions.Expect(me.Page.Locator(".inbox-rows tbody tr")).ToHaveCountAsync(1);

        await me.Page.Keyboard.PressAsync("/");
        await me.Page.Keyboard.TypeAsync("没有的单位");
        await me.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(me.Page.Locator(".empty-heading")).ToHaveTextAsync("没有符合条件的事项");
        me.Page.Url.ShouldContain("tab=done&q=");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_phone_filters_sorts_and_opens_work_without_moving_sideways(bool large)
    {
        await using var running = await site.OwnApplication();
        await running.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using var me = await site.Visit(running, "liaoyang-edu.head", new Device(390, 844, Large: large));
        await me.Open("/inbox");
        (await me.Page.EvaluateAsync<bool>("() => document.documentElement.classList.contains('large')")).ShouldBe(large);
        await me.Page.Locator(".more-filters summary").ClickAsync();
        await me.Page.SelectOptionAsync("[data-filter=kind]", "OpinionTask");
        await me.Page.Arrives(new Regex("kind=OpinionTask"));
        (await me.Fits()).ShouldBeTrue();
        (await me.SeriousFindings()).ShouldBeEmpty();
        await me.Page.Locator(".row-link").First.ClickAsync();
        await me.Page.Arrives("**/work-items/**");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Several_are_chosen_and_decided_together_where_the_chain_allows_it(int width)
    {
        await using var running = await site.OwnApplication();
        await running.Redraw("pilot-site-application", "superior-opinion", ("batchable", "Boolean", true));
        await running.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await running.UpToTheSuperior("liaoyang-ou", "PS3-LN");
        await using var me = await site.Visit(running, "liaoyang-edu.head", new Device(width));
        var page = me.Page;
        await me.Open("/inbox");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator("[data-choose]").First).ToBeCheckedAsync();
        await page.Locator("[data-choose]").Nth(1).CheckAsync();
        (await me.SeriousFindings()).ShouldBeEmpty();
        await page.ClickAsync("[data-to-together]");
        await page.Arrives("**/inbox/together?items=*");
        await me.Ready();

        // A button does not move away under the finger when the text above it is finished.
        var fill = page.Locator("[data-fill]");
        var before = await fill.BoundingBoxAsync();
        await page.FillAsync("[data-words-for-all]", "材料齐全，同意");
        await page.Locator("[data-words-for-all]").BlurAsync();
        await Assertions.Expect(page.Locator("[data-keep-phrase]")).ToBeEnabledAsync();
        (await fill.BoundingBoxAsync())!.Y.ShouldBe(before!.Y, 0.5f);
        await page.SelectOptionAsync("[data-line] >> nth=1 >> [data-decision]", "Return");
        await fill.ClickAsync();
        await Assertions.Expect(page.Locator("[data-line] >> nth=0 >> [data-comment]")).ToHaveValueAsync("材料齐全，同意");
        await Assertions.Expect(page.Locator("[data-line] >> nth=1 >> [data-comment]")).ToHaveValueAsync("");
        foreach (var check in await page.Locator(".checks input").AllAsync()) await check.CheckAsync();
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await page.ClickAsync("[data-together]");

        // The return had no reason of its own: it is told there, and the approval is decided.
        await Assertions.Expect(page.Locator("[data-line] >> nth=0 >> .finished-line")).ToContainTextAsync("同意");
        await Assertions.Expect(page.Locator("[data-line] >> nth=1 >> .refusal")).ToBeVisibleAsync();
        await page.FillAsync("[data-line] >> nth=1 >> [data-comment]", "请补场地证明");
        await page.ClickAsync("[data-together]");
        await Assertions.Expect(page.Locator(".finished-line")).ToHaveCountAsync(2);
    }
}
