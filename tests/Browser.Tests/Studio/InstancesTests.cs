using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Host.Tests.Studio.Instances;

namespace Workflows.Browser.Tests.Studio;

/// <summary>What runs, as administrators and auditors see it in the designer.</summary>
public partial class InstancesTests(Site site)
{
    private const string Administrator = "platform.flowAdministrator", Auditor = "platform.auditor", Definitions = "/elsa/api/workflow-definitions", Instances = "/elsa/api/workflow-instances";

    [Fact]
    public async Task An_administrator_finds_instances_by_their_state_stops_some_deletes_one_and_brings_it_back_from_a_file()
    {
        var running = await site.Application();
        await running.Publish("listed", "列表流程", TrialCharts.WaitFor("wait", "等待", "listed-go"));
        await running.Publish("listed-failing", "列表出错流程", TrialCharts.Fails("fail", "出错", "材料缺失"));
        foreach (var name in new[] { "名甲", "名乙", "名丙", "名丁" }) await running.Start("listed", name);
        await running.Start("listed-failing", "名戊");
        await using var me = await site.Visit(running, Administrator);

        // Search, then the state.
        await OpenList(me);
        await Search(me, "名");
        await Assertions.Expect(Rows(me)).ToHaveCountAsync(5);
        await Assertions.Expect(Row(me, "名戊")).ToContainTextAsync("出错");
        await Assertions.Expect(Row(me, "名甲")).ToContainTextAsync("等待中");
        await Assertions.Expect(Row(me, "名甲")).ToContainTextAsync(ChineseTime());
        await Filter(me, "子状态", "出错");
        await Assertions.Expect(Rows(me)).ToHaveCountAsync(1);
        await Assertions.Expect(Row(me, "名戊")).ToHaveCountAsync(1);
        await Filter(me, "子状态", "出错");
        await Assertions.Expect(Rows(me)).ToHaveCountAsync(5);

        // Two that are chosen are stopped; then all that still match.
        foreach (var name in new[] { "名甲", "名乙" }) await Row(me, name).Locator("input[type=checkbox]").ClickAsync();
        await Choose(me, me.Page.Locator(".mud-menu button", new() { HasTextString = "批量操作" }), "取消");
        await Say(me, "是");
        await Assertions.Expect(Row(me, "名甲")).ToContainTextAsync("已取消");
        await Assertions.Expect(Row(me, "名丙")).ToContainTextAsync("等待中");
        await Row(me, "名丙").Locator("input[type=checkbox]").ClickAsync();
        await Choose(me, me.Page.Locator(".mud-menu button", new() { HasTextString = "批量操作" }), "取消");
        await me.Page.Locator(".mud-dialog input[type=checkbox]").ClickAsync();
        await Say(me, "是");
        await Refreshed(me);
        await Assertions.Expect(Row(me, "名丙")).ToContainTextAsync("已取消");
        await Assertions.Expect(Row(me, "名丁")).ToContainTextAsync("已取消");

        // Out, away, in again.
        await me.Page.Locator("#frame-export").ClickAsync();
        await Assertions.Expect(me.Page.Locator("#frame-refusals")).ToContainTextAsync("请先勾选");
        foreach (var name in new[] { "名甲", "名乙" }) await Row(me, name).Locator("input[type=checkbox]").ClickAsync();
        var download = await me.Page.RunAndWaitForDownloadAsync(() => me.Page.Locator("#frame-export").ClickAsync());
        download.SuggestedFilename.ShouldBe("workflow-instances.zip");
        var file = await download.PathAsync();
        await Choose(me, Row(me, "名甲").Locator(".mud-menu button").Last, "删除");
        await Say(me, "删除|是");
        await Assertions.Expect(Row(me, "名甲")).ToHaveCountAsync(0);
        var chooser = await me.Page.RunAndWaitForFileChooserAsync(() => Choose(me, me.Page.Locator(".mud-menu button", new() { HasTextRegex = new Regex(@"^\s*操作") }), "导入"));
        await chooser.SetFilesAsync(new FilePayload { Name = download.SuggestedFilename, MimeType = "application/zip", Buffer = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken) });
        await Assertions.Expect(Row(me, "名甲")).ToContainTextAsync("已取消");
        await Lives(me);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_viewer_shows_what_every_activity_did_and_follows_the_instance_while_it_goes_on(bool live)
    {
        await using var own = live ? null : await site.OwnApplication(("Studio:LiveUpdates", "false"), ("Studio:TokenMinutes", "0.05"));
        var running = own ?? await site.Application();
        await running.Publish("viewed-child", "查看子流程", TrialCharts.Line("say", "先记录", "一号材料"), TrialCharts.WaitFor("wait", "等待补正", "viewed-go"), TrialCharts.Fails("fail", "出错", "材料缺失"));
        await running.Publish("viewed-parent", "查看父流程", TrialCharts.Child("call", "调用子流程", "viewed-child"));
        var parent = await running.Start("viewed-parent", "父件");
        var child = (await running.As(Auditor).Post(Instances, new { parentWorkflowInstanceIds = new[] { parent } })).Value["items"]![0]!["id"]!.ToString();
        await using var me = await site.Visit(running, Auditor);
        var sockets = new List<string>();
        me.Page.WebSocket += (_, socket) => sockets.Add(socket.Url);
        var tokens = 0;
        me.Page.Request += (_, request) => tokens += request.Url.EndsWith("/studio/token", StringComparison.Ordinal) ? 1 : 0;

        // From the parent to the child.
        await OpenViewer(me, parent);
        await me.Page.Locator("#frame-related a").Filter(new() { HasTextString = "下级实例" }).ClickAsync();
        await me.Page.Arrives($"**/{child}/view");
        await Assertions.Expect(me.Page.Locator("#frame-related a").Filter(new() { HasTextString = "上级实例" })).ToBeVisibleAsync();

        // Counts on the boxes, the journal, what an activity read.
        await Assertions.Expect(Box(me, "先记录").Locator(".mud-badge.mud-theme-success")).ToHaveTextAsync("1");
        await Assertions.Expect(Box(me, "等待补正").Locator(".mud-badge.mud-theme-warning")).ToHaveTextAsync("1");
        await Assertions.Expect(Box(me, "出错").Locator(".mud-badge")).ToHaveCountAsync(0);
        await Assertions.Expect(Journal(me, "等待补正", "等待中")).ToHaveCountAsync(1);
        await Assertions.Expect(Journal(me, "先记录", "完成")).ToContainTextAsync(ChineseTime());
        await Select(me, "先记录", "完成");
        await Assertions.Expect(Panel(me, "活动").Locator("tr", new() { HasTextString = "一号材料" })).ToHaveTextAsync(new Regex(@"^\s*文字\s*一号材料\s*$"));

        // It goes on without a touch of the page.
        own?.Clock.Advance(TimeSpan.FromSeconds(1));
        await running.Happen("viewed-go");
        await Assertions.Expect(Box(me, "等待补正").Locator(".mud-badge.mud-theme-success")).ToHaveTextAsync("1", new() { Timeout = 40_000 });
        await Assertions.Expect(Box(me, "出错").Locator(".mud-badge.mud-theme-error")).ToHaveCountAsync(1);
        await Assertions.Expect(Journal(me, "出错", "出错")).ToHaveCountAsync(1);

        // A token that lasts three seconds is renewed every two.
        while (!live && tokens <= 2) await me.Page.WaitForRequestAsync("**/studio/token");
        sockets.Any(url => url.Contains("/elsa/hubs/workflow-instance", StringComparison.Ordinal)).ShouldBe(live);

        // What it failed at, its variables, who called whom.
        await OpenViewer(me, child);
        await Tab(me, "故障");
        await Assertions.Expect(me.Page.Locator(".mud-tabs-panels:visible").Filter(new() { HasTextString = "材料缺失" }).First).ToBeVisibleAsync();
        await Tab(me, "变量");
        await Assertions.Expect(me.Page.Locator(".mud-tabs-panels:visible").Filter(new() { HasTextRegex = new Regex(@"Amount\s+7") }).First).ToBeVisibleAsync();
        await Select(me, "出错", "出错");
        await Tab(me, "执行记录");
        await Panel(me, "执行记录").Locator("tbody tr").First.ClickAsync();
        await Assertions.Expect(me.Page.Locator(".mud-drawer--open")).ToContainTextAsync("材料缺失");
        await me.Page.Mouse.ClickAsync(200, 870);
        await Assertions.Expect(me.Page.Locator(".mud-overlay-scrim")).ToHaveCountAsync(0);
        await Tab(me, "活动调用栈");
        foreach (var step in new[] { "调用栈 (8)", "派发流程", "先记录", "等待补正" }) await Assertions.Expect(me.Page.Locator(".mud-tabs-panels:visible").First).ToContainTextAsync(step);
        await Lives(me);
    }

    [Fact]
    public async Task An_instance_stays_on_its_version_when_a_new_one_is_published()
    {
        var running = await site.Application();
        await running.Publish("versions", "版本流程", TrialCharts.WaitFor("wait", "第一版", "versions-go"));
        var first = await running.Start("versions", "旧件");
        await running.Publish("versions", "版本流程", TrialCharts.WaitFor("wait", "第二版", "versions-go"));
        var second = await running.Start("versions", "新件");

        await using var me = await site.Visit(running, Administrator);
        await OpenList(me);
        await Search(me, "versions");
        await Assertions.Expect(Row(me, "旧件").Locator("td[data-label='Version'], td").Nth(4)).ToHaveTextAsync("1");
        await Assertions.Expect(Row(me, "新件").Locator("td[data-label='Version'], td").Nth(4)).ToHaveTextAsync("2");
        await OpenViewer(me, first);
        await Assertions.Expect(Box(me, "第一版")).ToHaveCountAsync(1);
        await OpenViewer(me, second);
        await Assertions.Expect(Box(me, "第二版")).ToHaveCountAsync(1);
        await Lives(me);
    }

    [Fact]
    public async Task An_auditor_is_offered_nothing_that_would_fail_others_do_not_get_in_and_one_sign_in_lasts()
    {
        await using var running = await site.OwnApplication();
        await using (var me = await site.Visit(running, Auditor))
        {
            var (tokens, signIns) = (0, 0);
            me.Page.Request += (_, request) =>
            {
                tokens += request.Url.EndsWith("/studio/token", StringComparison.Ordinal) ? 1 : 0;
                signIns += request.Url.Contains("/sign-in", StringComparison.Ordinal) ? 1 : 0;
            };
            await OpenList(me);
            await Assertions.Expect(me.Page.Locator(".frame-tag")).ToHaveTextAsync("只读");
            (await me.Offered(Rows(me).First.Locator(".mud-menu button").Last)).ShouldBe(["查看"]);
            (await me.Offered(me.Page.Locator(".mud-menu button", new() { HasTextRegex = new Regex(@"^\s*操作") }))).ShouldBe(["刷新", "暂停自动刷新"]);
            await Assertions.Expect(me.Page.Locator(".mud-menu button:visible", new() { HasTextString = "批量操作" })).ToHaveCountAsync(0);

            // The token ends while the page stands open; the session does not.
            tokens.ShouldBe(1);
            running.Clock.Advance(TimeSpan.FromMinutes(11));
            await Search(me, "PS3");
            await Assertions.Expect(Rows(me)).ToHaveCountAsync(1);
            me.Forgive("401");
            (tokens, signIns).ShouldBe((2, 0));
            await Rows(me).First.Locator("td").Nth(1).ClickAsync();
            await Assertions.Expect(Box(me, "").First).ToBeVisibleAsync(new() { Timeout = 90_000 });
            await Lives(me);
        }

        await using var stranger = await site.Visit(running, "liaoyang-ou.handler");
        foreach (var page in new[] { "/studio", "/studio/workflows/instances" })
        {
            await stranger.Page.GotoAsync(page);
            await Assertions.Expect(stranger.Page.Locator("#studio")).ToHaveCountAsync(0);
        }

        stranger.Forgive("403");
        await using var nobody = await site.Visit(running, null);
        await nobody.Page.GotoAsync("/studio/workflows/instances");
        await nobody.Page.Arrives("**/sign-in**");
    }

    private static ILocator Rows(Visitor me) => me.Page.Locator("tbody tr");

    private static ILocator Row(Visitor me, string name) => Rows(me).Filter(new() { Has = me.Page.GetByText(name, new() { Exact = true }) });

    private static ILocator Box(Visitor me, string name) => me.Page.Locator(Designer.Boxes).Filter(new() { Has = me.Page.Locator(".activity-label", new() { HasTextString = name }) });

    private static ILocator Journal(Visitor me, string name, string happened) =>
        me.Page.Locator(".mud-timeline-item").Filter(new() { HasTextRegex = new Regex($@"{name}[\s\S]*- {happened}") });

    private static ILocator Panel(Visitor me, string heading) => me.Page.Locator(".mud-tabs-panels:visible").Filter(new() { HasTextRegex = new Regex($@"^\s*{heading}") });

    /// <summary>
    /// Selects a box until the panel shows its state. While something that still runs is selected, Studio asks for it every second; an answer on its way at the moment of the click is
    /// shown in place of what was clicked, until one clicks again.
    /// </summary>
    private static async Task Select(Visitor me, string box, string state)
    {
        var shown = Panel(me, "活动").Locator("tr", new() { HasTextString = "最终状态" }).Filter(new() { HasTextRegex = new Regex($@"{state}\s*$") });
        await Box(me, box).ClickAsync();
        await shown.Shows(() => Box(me, box).ClickAsync());
        await Assertions.Expect(shown).ToHaveCountAsync(1);
    }

    private static Task Tab(Visitor me, string name) => me.Page.Locator(".mud-tab").Filter(new() { HasTextRegex = new Regex($@"^\s*{name}(\s*\d+)?\s*$") }).ClickAsync();

    private static async Task Search(Visitor me, string words)
    {
        await me.Page.Locator("input[placeholder*='关联编号']").FillAsync(words);
        await me.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Ticks, or unticks, a state in one of the lists above the table.</summary>
    private static async Task Filter(Visitor me, string list, string state)
    {
        await me.Page.Locator(".mud-select-extended").Filter(new() { Has = me.Page.Locator("label", new() { HasTextRegex = new Regex($"^{list}$") }) }).First.Locator("[tabindex='0']").First.ClickAsync();
        await me.Page.Locator(".mud-popover-open [role=option]").Filter(new() { HasTextRegex = new Regex($@"^\s*{state}\s*$") }).ClickAsync();
        await me.Page.Mouse.ClickAsync(700, 870);
    }

    private static async Task Choose(Visitor me, ILocator menu, string item)
    {
        await menu.First.ClickAsync();
        await me.Page.Locator(".mud-popover-open .mud-menu-item").Filter(new() { HasTextRegex = new Regex($@"^\s*{item}\s*$") }).ClickAsync();
    }

    private static Task Say(Visitor me, string answer) => me.Page.Locator(".mud-dialog button, .mud-message-box button").Filter(new() { HasTextRegex = new Regex($@"^\s*({answer})\s*$") }).Last.ClickAsync();

    private static Task Refreshed(Visitor me) => Choose(me, me.Page.Locator(".mud-menu button", new() { HasTextRegex = new Regex(@"^\s*操作") }), "刷新");

    private static async Task OpenList(Visitor me)
    {
        await me.Page.GotoAsync("/studio/workflows/instances");
        await Rows(me).First.WaitForAsync(new() { Timeout = 90_000 });
    }

    private static async Task OpenViewer(Visitor me, string id)
    {
        await me.Page.GotoAsync($"/studio/workflows/instances/{id}/view");
        await me.Page.Locator(Designer.Boxes).First.WaitForAsync(new() { Timeout = 90_000 });
    }

    private static async Task Lives(Visitor me) => (await me.Page.Locator("#blazor-error-ui").IsVisibleAsync()).ShouldBeFalse();

    /// <summary>2023/5/22 9:00:00, never 5/22/2023 9:00:00 AM.</summary>
    [GeneratedRegex(@"\d{4}/\d{1,2}/\d{1,2} \S*\d{1,2}:\d\d:\d\d(?! [AP]M)")]
    private static partial Regex ChineseTime();
}
