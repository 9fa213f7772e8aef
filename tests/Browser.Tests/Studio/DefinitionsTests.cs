using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Studio;

/// <summary>The list of definitions as an administrator uses it.</summary>
public partial class DefinitionsTests(Site site)
{
    [Fact]
    public async Task The_list_pages_sorts_and_finds_and_a_chain_is_taken_back_published_and_copied()
    {
        await using var running = await site.OwnApplication();
        var administrator = running.As(Designer.Administrator);
        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenDefinitions();

        // Two pages hold all chains, in Chinese.
        var names = me.Page.Locator("tbody tr td:nth-child(3)");
        await Assertions.Expect(names).ToHaveCountAsync(10);
        var first = await names.AllInnerTextsAsync();
        await me.Page.Locator(".mud-table-pagination-actions button").Nth(2).ClickAsync();
        await Assertions.Expect(names).ToHaveCountAsync(8);
        var all = first.Concat(await names.AllInnerTextsAsync()).ToList();
        all.Count.ShouldBe(18);
        all.ShouldAllBe(name => Chinese().IsMatch(name));
        await me.Page.Locator(".mud-table-pagination-actions button").First.ClickAsync();
        await Assertions.Expect(names.First).ToHaveTextAsync(first[0]);
        var heading = me.Page.Locator("th .mud-table-sort-label", new() { HasTextString = "名称" });
        await heading.ClickAsync();
        await me.Calm();
        await heading.ClickAsync();
        await Assertions.Expect(names.First).ToHaveTextAsync(all[^1]);

        await me.Search("批次评定、备案");
        await Assertions.Expect(me.Row("批次评定、备案、公布")).ToHaveCountAsync(1);
        await Assertions.Expect(names).ToHaveCountAsync(1);

        await me.Choose("批次评定、备案、公布", "取消发布");
        await Assertions.Expect(me.Row("批次评定、备案、公布")).ToContainTextAsync(new Regex(@"1\s+-"));
        (await administrator.Get($"{Designer.Definitions}/by-definition-id/batch-decision?versionOptions=Published")).Status.ShouldBe(HttpStatusCode.NotFound);
        await me.Choose("批次评定、备案、公布", "发布");
        await Assertions.Expect(me.Row("批次评定、备案、公布")).ToContainTextAsync(new Regex(@"1\s+1"));
        (await administrator.Get($"{Designer.Definitions}/by-definition-id/batch-decision?versionOptions=Published")).Status.ShouldBe(HttpStatusCode.OK);

        await me.Choose("批次评定、备案、公布", "复制");
        await me.Page.Locator(".mud-dialog input").First.Rename("批次评定、备案副本");
        await me.Answer("确定");
        await Assertions.Expect(me.Row("批次评定、备案副本")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Charts_are_exported_one_and_many_imported_again_and_handled_many_at_once()
    {
        var running = await site.Application();
        var administrator = running.As(Designer.Administrator);
        foreach (var (id, name) in new[] { ("carried-a", "搬运甲"), ("carried-b", "搬运乙") })
            (await administrator.Post(Designer.Definitions, new { model = Waiting(id, name), publish = false })).Succeeded();
        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenDefinitions();
        await me.Search("搬运");
        await Assertions.Expect(me.Page.Locator("tbody tr")).ToHaveCountAsync(2);

        // One.
        await me.Choose("搬运甲", "导出");
        var one = await Download(me, () => me.Answer("导出"));
        one.Name.ShouldMatch("^workflow-definition-carried-a-[0-9a-f]+\\.json$");
        var chart = JsonNode.Parse(one.Content)!;
        chart["root"]!["activities"]![0]!["type"]!.ToString().ShouldBe("Elsa.Event");

        // Many: an archive.
        await ChooseAll(me);
        await Bulk(me, "导出");
        var many = await Download(me, () => me.Answer("导出"));
        many.Name.ShouldBe("workflow-definitions.zip");
        using (var zip = new ZipArchive(new MemoryStream(many.Content))) zip.Entries.Count.ShouldBe(2);

        // Both are published, taken back and deleted at once, and come back from the archive.
        await ChooseAll(me);
        await Bulk(me, "发布");
        await me.Answer("发布");
        await Assertions.Expect(me.Row("搬运甲")).ToContainTextAsync(new Regex(@"1\s+1"));
        await Assertions.Expect(me.Row("搬运乙")).ToContainTextAsync(new Regex(@"1\s+1"));
        await ChooseAll(me);
        await Bulk(me, "取消发布");
        await me.Answer("取消发布");
        await Assertions.Expect(me.Row("搬运乙")).ToContainTextAsync(new Regex(@"1\s+-"));
        await ChooseAll(me);
        await Bulk(me, "删除");
        await me.Answer("删除");
        await Assertions.Expect(me.Row("搬运甲")).ToHaveCountAsync(0);
        await Import(me, new FilePayload { Name = many.Name, MimeType = "application/zip", Buffer = many.Content });
        await Assertions.Expect(me.Told("已成功导入 2 个流程。")).ToHaveCountAsync(1);
        await Assertions.Expect(me.Row("搬运甲")).ToHaveCountAsync(1);

        // One file with another name in it, and one that a server with Elsa 3.8 wrote.
        chart["name"] = "搬运丙";
        chart["definitionId"] = "carried-c";
        await Import(me, new FilePayload { Name = "chart.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(chart.ToJsonString()) });
        await Assertions.Expect(me.Row("搬运丙")).ToHaveCountAsync(1);
        var official = await File.ReadAllBytesAsync(Path.Combine(SourceFiles.Root, "tests", "Host.Tests", "Studio", "Definitions", "official-export.json"), TestContext.Current.CancellationToken);
        await Import(me, new FilePayload { Name = "official.json", MimeType = "application/json", Buffer = official });
        await me.Search("Studio probe");
        await Assertions.Expect(me.Row("Studio probe")).ToHaveCountAsync(1);

        // It opens: what is not installed stands there as a box, and nothing of it is lost.
        await me.Choose("Studio probe", "编辑");
        await Assertions.Expect(me.Page.Locator(Designer.Boxes)).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await Assertions.Expect(me.Box("未安装的活动：Peer.UserTask")).ToHaveCountAsync(1);
        await Assertions.Expect(me.Page.Locator(".x6-edge")).ToHaveCountAsync(2);
        foreach (var id in (string[])["carried-a", "carried-b", "carried-c", "29b1a2261ce51af4"]) (await administrator.Delete($"{Designer.Definitions}/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_chart_with_a_running_instance_is_not_deleted_and_the_page_says_why()
    {
        var running = await site.Application();
        var administrator = running.As(Designer.Administrator);
        (await administrator.Post(Designer.Definitions, new { model = Waiting("waits-here", "等候流程"), publish = true })).Succeeded();
        var started = (await administrator.Post($"{Designer.Definitions}/waits-here/execute", new { })).Succeeded();

        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenDefinitions();
        await me.Search("等候流程");
        await me.Delete("等候流程");
        await Assertions.Expect(me.Page.Locator("#frame-refusals")).ToContainTextAsync("流程“等候流程”还有 1 个实例正在办理，不能删除。");
        me.Forgive("409");
        await Assertions.Expect(me.Row("等候流程")).ToHaveCountAsync(1);
        (await administrator.Get($"{Designer.Definitions}/by-definition-id/waits-here")).Status.ShouldBe(HttpStatusCode.OK);

        (await administrator.Post($"/elsa/api/cancel/workflow-instances/{started.Headers.GetValues("x-elsa-workflow-instance-id").Single()}")).Succeeded();
        await me.Delete("等候流程");
        await Assertions.Expect(me.Row("等候流程")).ToHaveCountAsync(0);
        (await administrator.Get($"{Designer.Definitions}/by-definition-id/waits-here")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_with_findings_is_not_published_from_the_list_and_the_person_reads_them()
    {
        var running = await site.Application();
        var administrator = running.As(Designer.Administrator);
        foreach (var (id, name) in new[] { ("unready-a", "未完成甲"), ("unready-b", "未完成乙") })
            (await administrator.Post(Designer.Definitions, new { model = Unready(id, name), publish = false })).Succeeded();
        (await administrator.Post(Designer.Definitions, new { model = Waiting("unready-c", "未完成丙"), publish = false })).Succeeded();
        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenDefinitions();
        await me.Search("未完成");
        await Assertions.Expect(me.Page.Locator("tbody tr")).ToHaveCountAsync(3);

        // One.
        var refusals = me.Page.Locator(".frame-refusal");
        await me.Choose("未完成甲", "发布");
        await Assertions.Expect(refusals).ToHaveCountAsync(1);
        await Assertions.Expect(refusals).ToContainTextAsync(new Regex(@"流程“未完成甲”有 \d 处问题，没有发布。"));
        await Assertions.Expect(refusals).ToContainTextAsync("1. 意见：办理结果“同意”没有连线，办到这里流程就断了。请从“同意”画一条线到下一步。");
        await Assertions.Expect(me.Page.Locator(".mud-snackbar")).ToHaveCountAsync(0);
        me.Forgive("400");
        await refusals.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(refusals).ToHaveCountAsync(0);

        // Many: what keeps the rules is published, each of the others says why not.
        await ChooseAll(me);
        await Bulk(me, "发布");
        await me.Answer("发布");
        await Assertions.Expect(refusals).ToHaveCountAsync(2);
        await Assertions.Expect(refusals.Last).ToContainTextAsync(new Regex(@"流程“未完成乙”有 \d 处问题"));
        await Assertions.Expect(refusals.Last).ToContainTextAsync("意见：办理结果“不同意”没有连线");
        await Assertions.Expect(me.Row("未完成丙")).ToContainTextAsync(new Regex(@"1\s+1"));
        await Assertions.Expect(me.Row("未完成甲")).ToContainTextAsync(new Regex(@"1\s+-"));

        // The page goes on.
        (await me.Page.Locator("#blazor-error-ui").IsVisibleAsync()).ShouldBeFalse();
        await me.Choose("未完成甲", "编辑");
        await Assertions.Expect(me.Box("意见")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        foreach (var id in (string[])["unready-a", "unready-b", "unready-c"]) (await administrator.Delete($"{Designer.Definitions}/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    /// <summary>A chain of one opinion, none of whose outcomes leads on.</summary>
    private static JsonObject Unready(string id, string name)
    {
        var chart = Waiting(id, name);
        chart["root"]!["activities"] = new JsonArray(new JsonObject { ["id"] = "opinion", ["type"] = "Approvals.OpinionTask", ["version"] = 1, ["name"] = "意见" });
        return chart;
    }

    /// <summary>A chart that waits for an event.</summary>
    private static JsonObject Waiting(string id, string name) => new()
    {
        ["definitionId"] = id, ["name"] = name,
        ["root"] = new JsonObject
        {
            ["id"] = "chart", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["connections"] = new JsonArray(),
            ["activities"] = new JsonArray(new JsonObject
            {
                ["id"] = "event", ["type"] = "Elsa.Event", ["version"] = 1, ["name"] = "event",
                ["eventName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "go" } },
            }),
        },
    };

    /// <summary>Ticks every row, whatever was ticked before.</summary>
    private static async Task ChooseAll(Visitor me)
    {
        foreach (var box in await me.Page.Locator("tbody tr input[type=checkbox]").AllAsync()) await box.CheckAsync();
    }

    private static async Task Bulk(Visitor me, string item)
    {
        await me.Page.Locator("button", new() { HasTextString = "批量操作" }).ClickAsync();
        await me.ChooseInMenu(item);
    }

    private static async Task Import(Visitor me, FilePayload file)
    {
        await me.Page.Locator(".mud-button-group-root button").Last.ClickAsync();
        var chooser = me.Page.WaitForFileChooserAsync();
        await me.ChooseInMenu("导入");
        await (await chooser).SetFilesAsync(file);
    }

    private static async Task<(string Name, byte[] Content)> Download(Visitor me, Func<Task> press)
    {
        var download = await me.Page.RunAndWaitForDownloadAsync(press);
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
