using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Studio;

/// <summary>An administrator draws a chain in the real designer.</summary>
public class EditorTests(Site site)
{
    [Fact]
    public async Task A_chart_is_drawn_refused_with_its_findings_mended_published_renamed_and_rolled_back()
    {
        var running = await site.Application();
        var administrator = running.As(Designer.Administrator);
        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenDefinitions();
        var id = await me.Create("县级初审");

        // Ours come first, in Chinese, in the order of the work.
        var groups = me.Page.Locator(".mud-expand-panel-header");
        await groups.First.WaitForAsync();
        foreach (var (place, group) in ((string[])["① 文件", "② 意见与用印", "③ 收件与汇总", "④ 评定与名单", "⑤ 共同体", "⑥ 统计与任务"]).Index()) await Assertions.Expect(groups.Nth(place)).ToHaveTextAsync(group);

        await me.Drag("② 意见与用印", "意见", 40, 60);
        await me.Drag("⑥ 统计与任务", "结案", 420, 60);
        await Assertions.Expect(me.Box("意见1")).ToContainTextAsync("意见");
        (await Latest()).Root("activities")[0]!["type"]!.ToString().ShouldBe("Approvals.OpinionTask");

        // It is not published while an answer leads nowhere; the person reads where.
        await me.Publish();
        await Assertions.Expect(me.Told("意见1：办理结果“同意”没有连线，办到这里流程就断了。请从“同意”画一条线到下一步。")).ToHaveCountAsync(1);
        await Assertions.Expect(me.Told("结案1：从起点走不到这个框")).ToHaveCountAsync(1);
        me.Forgive("400");
        (await Latest())["isPublished"]!.GetValue<bool>().ShouldBeFalse();

        foreach (var outcome in (string[])["Approve", "Return", "Reject"]) await me.Connect("意见1", outcome, "结案1");
        (await Latest()).Root("connections").Select(way => way!["source"]!["port"]!.ToString()).ShouldBe(["Approve", "Return", "Reject"]);
        await me.Publish();
        await Assertions.Expect(me.Told("已发布")).ToHaveCountAsync(1);
        var first = await Latest();
        (first["isPublished"]!.GetValue<bool>(), first["version"]!.GetValue<int>()).ShouldBe((true, 1));

        // Renamed, with a variable, an input, an output and an outcome: the next draft, kept without a press of a button.
        await Changed(me, () => me.Field("名称").First.Locator("input").FillAsync("县级初审（新）"), "Tab");
        await me.Tab("变量");
        await Added(me, "添加变量", "Score");
        await me.Tab("输入/输出");
        await Added(me, "添加输入", "CaseId");
        await Added(me, "添加输出", "Verdict");
        await Changed(me, () => me.Page.Locator("input[placeholder='添加结果']").FillAsync("通过"), "Enter");
        var second = await Latest();
        (second["name"]!.ToString(), second["version"]!.GetValue<int>(), second["isPublished"]!.GetValue<bool>()).ShouldBe(("县级初审（新）", 2, false));
        (second["variables"]![0]!["name"]!.ToString(), second["inputs"]![0]!["name"]!.ToString(), second["outputs"]![0]!["name"]!.ToString(), second["outcomes"]![0]!.ToString()).ShouldBe(("Score", "CaseId", "Verdict", "通过"));
        await me.Publish();
        await Assertions.Expect(me.Told("已发布")).ToHaveCountAsync(1);

        // The code of the chart.
        await me.Tab("代码视图");
        await Assertions.Expect(me.Page.Locator(".view-lines:visible").First).ToContainTextAsync(id);
        await me.Page.Locator(".mud-tab", new() { HasTextString = "县级初审（新）" }).ClickAsync();

        // The first version can be looked at and comes back as the next draft.
        await me.Tab("版本历史");
        var versions = me.Page.Locator("tbody tr:visible").Filter(new() { HasTextRegex = new Regex(@"\d{4}/\d{1,2}/\d{1,2}") });
        await Assertions.Expect(versions).ToHaveCountAsync(2);
        await versions.Last.Locator(".mud-menu button").ClickAsync();
        await me.ChooseInMenu("查看");
        await Assertions.Expect(me.Page.Locator(".mud-tab", new() { HasTextRegex = new Regex(@"^\s*县级初审\s*$") })).ToHaveCountAsync(1);
        await me.Tab("版本历史");
        await versions.Last.Locator(".mud-menu button").ClickAsync();
        await me.ChooseInMenu("恢复到此版本");
        await Assertions.Expect(versions).ToHaveCountAsync(3);
        var third = await Latest();
        (third["name"]!.ToString(), third["version"]!.GetValue<int>()).ShouldBe(("县级初审", 3));
        (await administrator.Delete($"{Designer.Definitions}/{id}")).Succeeded();

        async Task<JsonNode> Latest() => (await administrator.Get($"{Designer.Definitions}/by-definition-id/{id}?versionOptions=Latest")).Value;
    }

    [Fact]
    public async Task Every_kind_of_input_is_edited_and_kept()
    {
        var running = await site.Application();
        var administrator = running.As(Designer.Administrator);
        (await administrator.Post(Designer.Definitions, new { model = AllKinds(), publish = false })).Succeeded();
        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenEditor("all-kinds");
        await Assertions.Expect(me.Page.Locator(Designer.Boxes)).ToHaveCountAsync(9);

        await me.Select("出具意见", "意见栏");
        (await me.Pick("岗位", "负责人")).ShouldContain("印章管理员");
        (await me.Pick("表单", "F-01 区域终身学习发展共同体项目实验点资格申请表")).Count.ShouldBeGreaterThan(10);
        await me.Pick("意见栏", "单位意见（公章）");
        await Changed(me, () => me.Field("依据条款").Locator("input").First.FillAsync("办法第八条"), "Tab");
        await Changed(me, () => me.Field("核对事项").Locator("input").First.FillAsync("材料齐全"), "Enter");
        await Changed(me, () => me.Page.GetByLabel("可撤回", new() { Exact = true }).CheckAsync());

        await me.Select("请选择", "问题");
        await Changed(me, () => me.Field("问题").Locator("textarea").First.FillAsync("是否参加？\n请选一项。"), "Tab");
        await Changed(me, () => me.Field("选项").Locator("input").First.FillAsync("参加"), "Enter");

        await me.Select("派任务", "流程");
        (await me.Pick("流程", "活动签到")).ShouldContain("责任任务办理");
        (await me.Pick("指定单位", "辽阳县社区教育中心")).ShouldContain("辽宁省教育厅");
        (await me.Pick("指定批次", "PS3-LN 第三批实验点申报（辽宁）")).Count.ShouldBeGreaterThan(1);
        await me.AddEntry("contact", "JavaScript", "variables.Amount");
        await me.AddEntry("remark", "Liquid", "合计 {{ Variables.Amount }}");

        await me.Box("分几路").ClickAsync();
        await me.AddWay("超过五", "JavaScript", "variables.Amount > 5");
        await Assertions.Expect(me.Page.Locator(".x6-node", new() { Has = me.Box("分几路") }).Locator("[port='超过五']")).ToHaveCountAsync(1);

        await me.Select("收请求", "方法");
        await Changed(me, () => me.Field("方法").GetByLabel("POST").CheckAsync());

        await me.Select("回请求", "回复头");
        await Changed(me, () => me.Code("回复头", """{ "X-Reference": "1" }"""));

        await me.Select("设变量值", "变量");
        await me.Pick("变量", "Amount");
        await me.Language("值", "JavaScript");
        await Changed(me, () => me.Code("值", "variables.Amount + 1"));

        // A script is helped with the chart's own variables.
        await me.Select("跑脚本", "脚本");
        await me.Field("脚本").Locator(".monaco-editor").First.ClickAsync();
        await me.Page.Keyboard.TypeAsync("variables.");
        await Offered(me, "Amount");
        await Changed(me, () => me.Page.Keyboard.PressAsync("Enter"));

        await me.Select("写一行字", "文字");
        await me.Language("文字", "Liquid");
        await Changed(me, () => me.Code("文字", "合计 {{ Variables.Amount }}"));

        var kept = (await administrator.Get($"{Designer.Definitions}/by-definition-id/all-kinds?versionOptions=Latest")).Value;
        Value("opinion", "role").ShouldBe("head");
        Value("opinion", "formKey").ShouldBe("pilot-site");
        Value("opinion", "block").ShouldBe("unitOpinion");
        Value("opinion", "clause").ShouldBe("办法第八条");
        List("opinion", "checks").ShouldBe(["材料齐全"]);
        Value("opinion", "recallable").ShouldBe("True", StringCompareShould.IgnoreCase);
        Value("decision", "question").ShouldBe("是否参加？\n请选一项。");
        List("decision", "choices").ShouldBe(["参加"]);
        Value("start", "chain").ShouldBe("activity-attendance");
        Value("start", "unit").ShouldBe(await administrator.Organisation("辽阳县社区教育中心"));
        Value("start", "callCode").ShouldBe("PS3-LN");
        JsonNode.Parse(Value("start", "parameters"))!.AsObject().Select(entry => (entry.Key, entry.Value!["type"]!.ToString(), entry.Value["value"]!.ToString()))
            .ShouldBe([("contact", "JavaScript", "variables.Amount"), ("remark", "Liquid", "合计 {{ Variables.Amount }}")]);
        var way = Box("switch")["cases"]!.AsArray().ShouldHaveSingleItem()!;
        (way["label"]!.ToString(), way["condition"]!["type"]!.ToString(), way["condition"]!["value"]!.ToString()).ShouldBe(("超过五", "JavaScript", "variables.Amount > 5"));
        List("endpoint", "supportedMethods").ShouldContain("POST");
        Value("response", "responseHeaders").ShouldContain("X-Reference");
        Box("set")["variable"]!.ToJsonString().ShouldContain("Amount");
        (Value("set", "value"), Box("set")["value"]!["expression"]!["type"]!.ToString()).ShouldBe(("variables.Amount + 1", "JavaScript"));
        Value("script", "script").ShouldBe("variables.Amount");
        (Value("line", "text"), Box("line")["text"]!["expression"]!["type"]!.ToString()).ShouldBe(("合计 {{ Variables.Amount }}", "Liquid"));
        (await administrator.Delete($"{Designer.Definitions}/all-kinds")).Succeeded();

        JsonNode Box(string box) => kept.Root("activities").Single(each => each!["id"]!.ToString() == box)!;
        IEnumerable<string> List(string box, string input) => JsonNode.Parse(Value(box, input))!.AsArray().Select(each => each!.ToString());
        string Value(string box, string input) => Box(box)[input]!["expression"]!["value"]!.ToString();
    }

    [Fact]
    public async Task One_activity_is_tried_by_itself_and_Run_opens_the_instance()
    {
        var running = await site.Application();
        var administrator = running.As(Designer.Administrator);
        var chart = Chart("try-me", "试一试", ("line", "写一行字", "Elsa.WriteLine"));
        chart["root"]!["activities"]![0]!["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "'合计 ' + (variables.Amount + 1)" } };
        (await administrator.Post(Designer.Definitions, new { model = chart, publish = true })).Succeeded();
        await using var me = await site.Visit(running, Designer.Administrator);
        await me.OpenEditor("try-me");
        await me.Select("写一行字", "文字");
        await me.Tab("测试");
        await me.Page.Locator("button:visible", new() { HasTextRegex = new Regex("^\\s*开始\\s*$") }).ClickAsync();
        await Assertions.Expect(me.Page.GetByText("合计 8").First).ToBeVisibleAsync();

        await me.Page.Locator("button:visible:has(path[d^='M8 5v14l11-7z'])").First.ClickAsync();
        await me.Page.Arrives("**/studio/workflows/instances/*/view");
        await Assertions.Expect(me.Box("写一行字")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
    }

    /// <summary>The editor of scripts offers a word. While its helper still loads it offers nothing, and is asked again, as a person would.</summary>
    private static Task Offered(Visitor me, string word) => me.Page.Locator(".suggest-widget .monaco-list-row", new() { HasTextString = word }).Shows(async () =>
    {
        await me.Page.Keyboard.PressAsync("Escape");
        await me.Page.Keyboard.PressAsync("Control+Space");
    });

    /// <summary>Does it and waits until the designer has kept it.</summary>
    /// <param name="key">Ends what was typed; a text is kept when its field is left.</param>
    private static Task Changed(Visitor me, Func<Task> change, string? key = null) => me.Keeps(async () =>
    {
        await change();
        if (key is not null) await me.Page.Keyboard.PressAsync(key);
    });

    private static async Task Added(Visitor me, string button, string name)
    {
        await me.Page.Locator("button:visible", new() { HasTextString = button }).ClickAsync();
        await me.Page.Locator(".mud-dialog").GetByLabel("名称", new() { Exact = true }).Rename(name);
        await me.Keeps(() => me.Answer("确定"));
    }

    private static JsonObject AllKinds() => Chart(
        "all-kinds", "各种输入", ("opinion", "出具意见", "Approvals.OpinionTask"), ("decision", "请选择", "Approvals.DecisionTask"), ("start", "派任务", "Approvals.StartCases"), ("endpoint", "收请求", "Elsa.HttpEndpoint"),
        ("response", "回请求", "Elsa.WriteHttpResponse"), ("set", "设变量值", "Elsa.SetVariable"), ("script", "跑脚本", "Elsa.RunJavaScript"), ("switch", "分几路", "Elsa.FlowSwitch"), ("line", "写一行字", "Elsa.WriteLine"));

    /// <summary>Boxes three by three without a connection, and a variable <c>Amount</c> of 7.</summary>
    private static JsonObject Chart(string id, string name, params (string Id, string Words, string Type)[] boxes) => new()
    {
        ["definitionId"] = id, ["name"] = name,
        ["variables"] = new JsonArray(new JsonObject
        {
            ["id"] = "v1", ["name"] = "Amount", ["typeName"] = "Int32", ["isArray"] = false, ["value"] = "7", ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
        }),
        ["root"] = new JsonObject
        {
            ["id"] = "chart", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1", ["connections"] = new JsonArray(),
            ["activities"] = new JsonArray([.. boxes.Select((box, index) => new JsonObject
            {
                ["id"] = box.Id, ["type"] = box.Type, ["version"] = 1, ["name"] = box.Id,
                ["metadata"] = new JsonObject
                {
                    ["displayText"] = box.Words,
                    ["designer"] = new JsonObject
                    {
                        ["position"] = new JsonObject { ["x"] = 40 + 240 * (index % 3), ["y"] = 40 + 120 * (index / 3) }, ["size"] = new JsonObject { ["width"] = 160, ["height"] = 60 },
                    },
                },
            })]),
        },
    };
}

internal static class ChartJson
{
    /// <summary>A list of the chart at the root of a definition.</summary>
    public static JsonArray Root(this JsonNode definition, string list) => definition["root"]![list]!.AsArray();
}
