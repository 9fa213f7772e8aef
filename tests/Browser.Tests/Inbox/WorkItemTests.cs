using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Inbox;

public class WorkItemTests(Site site)
{
    [Fact]
    public async Task Of_two_people_on_one_work_item_the_slower_reads_why_and_loses_nothing()
    {
        var running = await site.Application();
        await Appoint(running, "鞍山市教育局", "head", "教育局副局长", "as-edu.deputy");
        await running.UpToTheSuperior("as-elderly", "PS3-LN");
        await using var slower = await site.Visit(running, "as-edu.deputy");
        await slower.OpenWork("上级主管部门意见");
        await slower.Page.FillAsync("#comment", "我写了很久的意见");

        await running.Decide("as-edu.head", "OpinionTask", "Approve", "同意");

        await Assertions.Expect(slower.Page.Locator(".action-panel .refusal")).ToContainTextAsync("刚刚办结");
        (await slower.Page.InputValueAsync("#comment")).ShouldBe("我写了很久的意见");
        await slower.Page.GetByText("查看最新情况").ClickAsync();
        await Assertions.Expect(slower.Page.Locator(".finished-line")).ToContainTextAsync("同意");
    }

    [Fact]
    public async Task Two_who_press_at_the_same_time_get_one_decision_and_one_clear_sentence()
    {
        var running = await site.Application();
        await Appoint(running, "台安县教育局", "head", "教育局副局长", "taian-edu.deputy");
        await running.UpToTheSuperior("taian-vocational", "PS3-LN");
        await using var one = await site.Visit(running, "taian-edu.head");
        await using var other = await site.Visit(running, "taian-edu.deputy");
        foreach (var visitor in new[] { one, other })
        {
            await visitor.OpenWork("上级主管部门意见", "台安县职业教育中心");
            foreach (var check in await visitor.Page.Locator(".checks input").AllAsync()) await check.CheckAsync();
        }

        await Task.WhenAll(one.PressBlindly("Approve"), other.PressBlindly("Approve"));

        var said = new List<string>();
        foreach (var visitor in new[] { one, other })
        {
            await visitor.Page.Locator(".finished-line, .action-panel .refusal").First.WaitForAsync();
            said.Add(await visitor.Page.Locator(".action-panel").InnerTextAsync());
        }
        said.Count(text => text.Contains("查看最新情况")).ShouldBe(1, string.Join("\n---\n", said));
        var decisions = 0;
        foreach (var userName in new[] { "taian-edu.head", "taian-edu.deputy" })
            decisions += (await running.As(userName).Get("/api/work-items/finished")).Value["items"]!.AsArray().Count(item => item!["unit"]!.GetValue<string>() == "台安县职业教育中心");
        decisions.ShouldBe(1);
    }

    [Fact]
    public async Task A_return_without_a_reason_is_stopped_before_it_is_sent()
    {
        var running = await site.Application();
        await running.Submit("tonglu-vocational", "PS3", "direct");
        await running.Decide("tonglu-vocational.head", "SignDocument", "Signed");
        await using var me = await site.Visit(running, "tonglu-vocational.head");
        await me.OpenWork("单位意见");
        await Assertions.Expect(me.Page.Locator("#comment-hint")).ToContainTextAsync("退回修改");

        await me.Press("Return");

        await Assertions.Expect(me.Page.Locator("#comment-hint")).ToContainTextAsync("必须写明原因");
        await me.Page.FillAsync("#comment", "请补充联系电话。");
        await me.Press("Return");
        await me.Decided();
    }

    [Fact]
    public async Task An_opinion_that_was_being_written_is_there_after_a_reload()
    {
        var running = await site.Application();
        await running.Submit("sy-ou", "PS3-LN");
        await running.Decide("sy-ou.head", "SignDocument", "Signed");
        await using var me = await site.Visit(running, "sy-ou.head");
        await me.OpenWork("单位意见");
        await me.Page.FillAsync("#comment", "写到一半的意见");
        await me.Page.WaitForFunctionAsync("() => Object.values(sessionStorage).some(kept => kept.includes('写到一半'))");

        await me.Page.ReloadAsync();
        await me.Ready();

        await Assertions.Expect(me.Page.Locator("#comment")).ToHaveValueAsync("写到一半的意见");
    }

    [Fact]
    public async Task An_arrival_is_noted_for_whoever_sits_on_the_seat_next()
    {
        var running = await site.Application();
        await running.UpToTheSuperior("kuandian-school", "PS3-LN");
        await running.Decide("kuandian-edu.head", "OpinionTask", "Approve", "同意");
        await running.Decide("kuandian-edu.sealCustodian", "ApplySeal", "Sealed", data: new() { ["sealId"] = await running.SealOf("kuandian-edu.sealCustodian") });
        await using (var clerk = await site.Visit(running, "ln-centre.receivingClerk"))
        {
            await clerk.OpenWork("汇总单位收件");
            await clerk.Page.FillAsync("[name=paperReceivedAt]", "2023-05-22T08:30");
            await clerk.Page.Keyboard.PressAsync("Tab");
            await clerk.Page.GetByText("材料已齐").WaitForAsync();
        }

        await using var next = await site.Visit(running, "ln-centre.receivingClerk");
        await next.OpenWork("汇总单位收件");

        await Assertions.Expect(next.Page.Locator("[name=paperReceivedAt]")).ToHaveValueAsync("2023-05-22T08:30");
    }

    private static async Task Appoint(RunningApplication running, string organisation, string role, string name, string userName)
    {
        var administrator = running.As("platform.flowAdministrator");
        var id = await administrator.Organisation(organisation);
        var person = (await administrator.Post("/api/people", new { name, organisationId = id, userName, password = RunningApplication.FirstPassword })).Value["id"]!.GetValue<string>();
        (await administrator.Post($"/api/organisations/{id}/seats/{role}/holders", new { personId = person })).Succeeded();
        await running.OwnPassword(userName);
    }
}
