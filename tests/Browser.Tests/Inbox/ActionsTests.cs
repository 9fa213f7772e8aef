using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Inbox;

/// <summary>What people do with an opinion beside deciding it, as they do it.</summary>
public class ActionsTests(Site site)
{
    [Fact]
    public async Task An_opinion_is_delegated_comes_back_is_circulated_paused_approved_taken_back_and_passed_on()
    {
        var running = await site.Application();
        await running.UpToTheSuperior("liaoyang-vocational", "PS3-LN");
        await using var head = await site.Visit(running, "liaoyang-edu.head");
        await head.OpenWork("上级主管部门意见", "辽阳县职业教育中心");
        (await head.SeriousFindings()).ShouldBeEmpty();

        // 委派: nothing can be decided until the words are back.
        await Choose(head, "Delegate", "经办人", "请核实场地");
        await head.Page.GetByText("等待对方回复").WaitForAsync();
        await Assertions.Expect(head.Page.Locator("[data-outcome=Approve]")).ToBeHiddenAsync();
        await using (var handler = await site.Visit(running, "liaoyang-edu.handler"))
        {
            await handler.OpenWork("上级主管部门意见", "辽阳县职业教育中心");
            await handler.Page.GetByText("请核实场地").First.WaitForAsync();
            await handler.Press("Replied");
            await Assertions.Expect(handler.Page.Locator("#comment-hint")).ToContainTextAsync("写明");
            await handler.Page.FillAsync("#comment", "场地属实");
            await handler.Press("Replied");
            await handler.Decided();
        }

        await head.Page.Locator(".companions .quoted", new() { HasTextString = "场地属实" }).WaitForAsync();

        // 传阅, with a receipt.
        await Menu(head, "Circulate");
        await head.Page.Locator(".pass-dialog label", new() { HasTextString = "审核人" }).First.Locator("input").CheckAsync();
        (await head.SeriousFindings()).ShouldBeEmpty();
        await Do(head, "Circulate");
        await head.Page.Locator("#circulation", new() { HasTextString = "未阅" }).WaitForAsync();

        // 暂停等待补正, taken up again.
        await Menu(head, "Pause");
        await head.Page.FillAsync("[data-words]", "请补场地证明");
        await Do(head, "Pause");
        await head.Page.GetByText("等待期间不计时限").WaitForAsync();
        await head.Page.GetByText("恢复办理").First.ClickAsync();
        await head.Confirm();
        await head.Page.Locator("[data-outcome=Approve]").WaitForAsync();

        // 同意, 拿回, and once more with the reviewer after.
        await Approve(head);
        await head.Page.ClickAsync("[data-action=takeBack]");
        await head.Confirm();
        await head.Page.Locator("[data-action=takeBack]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await head.OpenWork("上级主管部门意见", "辽阳县职业教育中心");
        await Choose(head, "SignAfter", "审核人", "请会签");
        await head.Decided();
        await using var reviewer = await site.Visit(running, "liaoyang-edu.reviewer");
        await reviewer.OpenWork("上级主管部门意见", "辽阳县职业教育中心");
        await reviewer.Page.GetByText("请会签").First.WaitForAsync();
        await Approve(reviewer);
    }

    private static async Task Approve(Visitor visitor)
    {
        foreach (var check in await visitor.Page.Locator(".action-panel .checks input").AllAsync()) await check.CheckAsync();
        await visitor.Press("Approve");
        await visitor.Decided();
    }

    private static async Task Menu(Visitor visitor, string act)
    {
        await visitor.Page.ClickAsync(".more-actions button");
        await visitor.Page.ClickAsync($"[data-action={act}]");
        await visitor.Page.WaitForSelectorAsync($"[data-do={act}]");
        await visitor.Page.WaitForFunctionAsync("() => !document.querySelector('.loading')");
    }

    private static async Task Choose(Visitor visitor, string act, string whom, string words)
    {
        await Menu(visitor, act);
        var option = visitor.Page.Locator("[data-whom] option", new() { HasTextString = whom }).First;
        await visitor.Page.SelectOptionAsync("[data-whom]", (await option.GetAttributeAsync("value"))!);
        await visitor.Page.FillAsync("[data-words]", words);
        await Do(visitor, act);
    }

    private static async Task Do(Visitor visitor, string act)
    {
        await visitor.Page.ClickAsync($"[data-do={act}]");
        await visitor.Page.Locator(".pass-dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task A_substitution_is_limited_to_one_call_on_the_page()
    {
        await using var running = await site.OwnApplication();
        await running.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using var me = await site.Visit(running, "liaoyang-edu.head");
        await me.Open("/account");
        await me.Page.SelectOptionAsync("[data-substitute]", new SelectOptionValue { Index = 1 });
        var call = await me.Page.Locator("[data-only-call] option", new() { HasTextString = "PS3-LN" }).First.GetAttributeAsync("value");
        await me.Page.SelectOptionAsync("[data-only-call]", call!);
        await me.Page.ClickAsync("[data-begin-substitution]");

        await Assertions.Expect(me.Page.Locator("#substitutions tbody tr")).ToContainTextAsync("PS3-LN");
        (await running.As("liaoyang-edu.head").Get("/api/me/substitutions")).Value[0]!["callId"]!.GetValue<string>().ShouldBe(call);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Who_is_asked_next_is_named_and_a_case_is_copied_to_an_organisation(int width)
    {
        await using var running = await site.OwnApplication();
        await running.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using var me = await site.Visit(running, "liaoyang-edu.head", new Device(width));
        await me.OpenWork("上级主管部门意见");
        await Assertions.Expect(me.Page.Locator(".next-steps dd").First).ToContainTextAsync("辽阳县教育局 印章管理员");

        await Menu(me, "Copy");
        await me.Page.Locator("label", new() { HasTextString = "辽宁省社区教育指导中心" }).Locator("[data-recipient]").CheckAsync();
        (await me.SeriousFindings()).ShouldBeEmpty();
        await Do(me, "Copy");

        await Assertions.Expect(me.Page.Locator("#circulation")).ToContainTextAsync("辽宁省社区教育指导中心");
        (await me.Fits()).ShouldBeTrue();
    }
}
