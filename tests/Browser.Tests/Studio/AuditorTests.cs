using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Studio;

/// <summary>Definitions as an auditor reads them: whatever would be refused is not offered, what is offered works.</summary>
public class AuditorTests(Site site)
{
    private const string Auditor = "platform.auditor", Play = "M8 5v14l11-7z", Flask = "M10 3v6l-4 11", Download = "M19 9h-4V3H9v6H5l7 7 7-7z";

    [Fact]
    public async Task A_list_of_definitions_offers_to_view_and_to_export()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, Auditor);
        await OpenList(me);
        await Assertions.Expect(me.Page.Locator("button:visible", new() { HasTextString = "新建流程" })).ToHaveCountAsync(0);
        await Assertions.Expect(me.Page.Locator(".mud-button-group-root:visible")).ToHaveCountAsync(0);
        var rows = me.Page.Locator("tbody tr");
        (await me.Offered(rows.First.Locator(".mud-menu button"))).ShouldBe(["查看", "导出"]);
        await rows.First.Locator("input[type=checkbox]").CheckAsync();
        (await me.Offered(me.Page.Locator("button", new() { HasTextString = "批量操作" }))).ShouldBe(["导出"]);

        await me.Search("批次评定、备案");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await me.Choose("批次评定、备案、公布", "导出");
        (await me.Page.RunAndWaitForDownloadAsync(() => me.Answer("导出"))).SuggestedFilename.ShouldMatch("^workflow-definition-batch-decision-.*\\.json$");
        await Lives(me);
        await me.Choose("批次评定、备案、公布", "查看");
        await me.Page.Arrives("**/batch-decision/edit");
        await Lives(me);
    }

    [Fact]
    public async Task A_reader_of_English_is_offered_the_same()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, Auditor, new Device(Language: "en-US"));
        await OpenList(me);
        (await me.Offered(me.Page.Locator("tbody tr").First.Locator(".mud-menu button"))).ShouldBe(["View", "Export"]);
        await Assertions.Expect(me.Page.Locator("button:visible", new() { HasTextString = "Create workflow" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_definition_is_looked_at_and_taken_out_and_neither_run_nor_tried_nor_rolled_back()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, Auditor);
        await me.OpenEditor("pilot-site-application");
        await me.Calm();
        await Assertions.Expect(Icon(me, Play)).ToHaveCountAsync(0);
        await Icon(me, Download).First.ClickAsync();
        (await me.Page.RunAndWaitForDownloadAsync(() => me.Answer("导出"))).SuggestedFilename.ShouldMatch("^workflow-definition-pilot-site-application-.*\\.json$");

        await me.Box("上级主管部门意见").ClickAsync();
        await Assertions.Expect(Tab(me, "输出")).ToHaveCountAsync(1);
        foreach (var tab in (string[])["测试", "代码视图"]) await Assertions.Expect(Tab(me, tab)).ToHaveCountAsync(0);

        await me.Tab("变量");
        await Assertions.Expect(me.Page.Locator("td:visible", new() { HasTextString = "Route" }).First).ToBeVisibleAsync();
        await Assertions.Expect(Icon(me, Flask)).ToHaveCountAsync(0);

        await me.Tab("版本历史");
        var version = me.Page.Locator("tbody tr:visible .mud-menu button");
        await version.First.WaitForAsync();
        (await me.Offered(version)).ShouldBe(["查看"]);
        await Assertions.Expect(me.Page.Locator("button:visible", new() { HasTextString = "批量操作" })).ToHaveCountAsync(0);
        await Lives(me);
    }

    private static async Task OpenList(Visitor me)
    {
        await me.Page.GotoAsync("/studio");
        await me.Page.Locator("tbody tr").First.WaitForAsync(new() { Timeout = 90_000 });
        await me.Calm();
    }

    private static ILocator Icon(Visitor me, string path) => me.Page.Locator($"button:visible:has(path[d^='{path}'])");

    private static ILocator Tab(Visitor me, string name) => me.Page.Locator(".mud-tab:visible", new() { HasTextRegex = new Regex($@"^\s*{name}\s*$") });

    private static async Task Lives(Visitor me) => (await me.Page.Locator("#blazor-error-ui").IsVisibleAsync()).ShouldBeFalse();
}
