using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Studio;

/// <summary>An administrator designs chains in the real designer.</summary>
public class DefinitionsTests(Site site)
{
    private const string Administrator = "platform.flowAdministrator", Definitions = "/elsa/api/workflow-definitions";

    [Fact]
    public async Task The_list_shows_the_chains_finds_one_takes_one_back_publishes_it_and_copies_it()
    {
        await using var running = await site.OwnApplication();
        await using var me = await site.Visit(running, Administrator);
        await OpenList(me);
        await Assertions.Expect(Row(me, "实验点申报")).ToContainTextAsync("pilot-site-application");

        await me.Page.Locator("input[placeholder*='查找']").FillAsync("实验点");
        await me.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Row(me, "批次评定、备案、公布")).ToHaveCountAsync(0);
        await Assertions.Expect(Row(me, "实验点申报")).ToHaveCountAsync(1);

        var administrator = running.As(Administrator);
        await OpenList(me);
        await Choose(me, "批次评定、备案、公布", "取消发布");
        await Assertions.Expect(Row(me, "批次评定、备案、公布")).ToContainTextAsync(new Regex(@"1\s+-"));
        (await administrator.Get($"{Definitions}/by-definition-id/batch-decision?versionOptions=Published")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Choose(me, "批次评定、备案、公布", "发布");
        await Assertions.Expect(Row(me, "批次评定、备案、公布")).ToContainTextAsync(new Regex(@"1\s+1"));
        (await administrator.Get($"{Definitions}/by-definition-id/batch-decision?versionOptions=Published")).Status.ShouldBe(HttpStatusCode.OK);

        await Choose(me, "批次评定、备案、公布", "复制");
        await me.Page.Locator(".mud-dialog input").First.FillAsync("批次评定副本");
        await me.Page.Locator(".mud-dialog button", new() { HasTextString = "确定" }).ClickAsync();
        await Assertions.Expect(Row(me, "批次评定副本")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_chart_with_a_running_instance_is_not_deleted_and_the_page_says_why()
    {
        await using var running = await site.OwnApplication();
        var administrator = running.As(Administrator);
        var waiting = JsonNode.Parse("""
            { "definitionId": "waits", "name": "等候流程", "root": { "id": "chart", "type": "Elsa.Flowchart", "version": 1, "connections": [],
              "activities": [ { "id": "event", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } } ] } }
            """);
        (await administrator.Post(Definitions, new { model = waiting, publish = true })).Succeeded();
        var started = (await administrator.Post($"{Definitions}/waits/execute", new { })).Succeeded();

        await using var me = await site.Visit(running, Administrator);
        await OpenList(me);
        await Delete(me, "等候流程");
        await Assertions.Expect(me.Page.Locator("#frame-refusals")).ToContainTextAsync("流程“等候流程”还有 1 个实例正在办理，不能删除。");
        me.Forgive("409");
        (await administrator.Get($"{Definitions}/by-definition-id/waits")).Status.ShouldBe(HttpStatusCode.OK);

        (await administrator.Post($"/elsa/api/cancel/workflow-instances/{started.Headers.GetValues("x-elsa-workflow-instance-id").Single()}")).Succeeded();
        await OpenList(me);
        await Delete(me, "等候流程");
        await Assertions.Expect(Row(me, "等候流程")).ToHaveCountAsync(0);
        (await administrator.Get($"{Definitions}/by-definition-id/waits")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_new_chart_gets_an_opinion_from_the_palette_saves_itself_and_is_not_published_while_its_outcomes_lead_nowhere()
    {
        await using var running = await site.OwnApplication();
        await using var me = await site.Visit(running, Administrator);
        await OpenList(me);
        await me.Page.Locator("button", new() { HasTextString = "新建流程" }).ClickAsync();
        await me.Page.Locator(".mud-dialog input").First.FillAsync("县级初审");
        await me.Page.Locator(".mud-dialog button", new() { HasTextString = "确定" }).ClickAsync();
        await me.Page.WaitForURLAsync("**/edit");
        var id = new Uri(me.Page.Url).Segments[^2].TrimEnd('/');

        // Ours come first, in Chinese, in the order of the work.
        var groups = me.Page.Locator(".mud-expand-panel-header");
        await Assertions.Expect(groups.First).ToContainTextAsync("① 文件", new() { Timeout = 60_000 });
        await Assertions.Expect(groups.Nth(1)).ToContainTextAsync("② 意见与用印");
        await groups.Nth(1).ClickAsync();
        var saved = me.Page.WaitForResponseAsync(response => response.Url.EndsWith(Definitions, StringComparison.Ordinal) && response.Request.Method == "POST");
        await me.Page.Locator("[draggable=true]", new() { HasTextRegex = new Regex("^\\s*意见\\s*$") }).First.DragToAsync(me.Page.Locator(".x6-graph").First, new() { TargetPosition = new() { X = 200, Y = 120 } });
        var box = me.Page.Locator("elsa-activity-wrapper");
        await Assertions.Expect(box).ToContainTextAsync("意见");
        (await saved).Status.ShouldBe(200);

        // The property panel: named in Chinese, dropdowns filled by the server.
        await Assertions.Expect(me.Page.GetByText("由谁承办，按申报件和批次确定到具体单位。")).ToBeVisibleAsync();
        var stored = (await running.As(Administrator).Get($"{Definitions}/by-definition-id/{id}?versionOptions=Latest")).Value;
        stored["root"]!["activities"]![0]!["type"]!.ToString().ShouldBe("Approvals.OpinionTask");

        await me.Page.Locator("button:visible:has(path[d^='M19.35'])").First.ClickAsync();
        await Assertions.Expect(me.Page.Locator(".mud-snackbar").Filter(new() { HasTextString = "办理结果“同意”没有连线" })).ToHaveCountAsync(1);
        me.Forgive("400");
        (await running.As(Administrator).Get($"{Definitions}/by-definition-id/{id}?versionOptions=Latest")).Value["isPublished"]!.GetValue<bool>().ShouldBeFalse();
    }

    private static async Task OpenList(Visitor me)
    {
        await me.Page.GotoAsync("/studio/workflows/definitions");
        await me.Page.Locator("tbody tr").First.WaitForAsync(new() { Timeout = 90_000 });
    }

    private static ILocator Row(Visitor me, string name) => me.Page.Locator("tbody tr").Filter(new() { Has = me.Page.GetByText(name, new() { Exact = true }) });

    private static async Task Choose(Visitor me, string name, string item)
    {
        await Row(me, name).Locator(".mud-menu button").Last.ClickAsync();
        await me.Page.Locator(".mud-popover-open .mud-menu-item", new() { HasTextRegex = new Regex($"^\\s*{item}\\s*$") }).ClickAsync();
    }

    private static async Task Delete(Visitor me, string name)
    {
        await Choose(me, name, "删除");
        await me.Page.Locator(".mud-dialog button", new() { HasTextString = "删除" }).Last.ClickAsync();
    }
}
