using Workflows.Host.Tests;
using Workflows.Host.Tests.Scenarios;

namespace Workflows.Browser.Tests.Inbox;

/// <summary>The province's work on what it sends to the ministry, at a browser: the ranking board, the statistics, the upload.</summary>
public class LearningCentreTests(Site site)
{
    private static readonly string Folder = Path.Combine(SourceFiles.Root, "workflows");

    [Fact]
    public async Task The_head_ranks_with_buttons_and_keys_and_the_handler_uploads()
    {
        await using var running = await site.OwnApplication();
        await Play(running, "brand-provincial-submission.scenario.json", steps: 2);

        await using (var head = await site.Visit(running, "ln-edu.head"))
        {
            await head.OpenWork("排定推荐顺序");
            var put = head.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "排入 辽阳县社区教育学院" });
            await put.ClickAsync();
            await head.Page.Locator("#move-hint.field-error").WaitForAsync();
            await head.Page.FillAsync("[name=move-reason]", "县镇村三级联动");
            foreach (var name in new[] { "辽阳县社区教育学院", "辽阳县开放大学", "辽阳县社区教育中心", "宽甸满族自治县开放大学", "康平县社区教育指导中心", "台安县职业教育中心" })
            {
                await head.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = $"排入 {name}" }).ClickAsync();
                await Ranked(head, name).WaitForAsync();
            }

            (await head.Page.Locator(".rank-kind h3").First.InnerTextAsync()).ShouldContain("超出 1 个");
            await Ranked(head, "辽阳县开放大学").PressAsync("Alt+ArrowUp");
            await head.Page.Locator(".rank-list li:first-child", new() { HasText = "辽阳县开放大学" }).WaitForAsync();
            await head.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "移出 台安县职业教育中心" }).ClickAsync();
            await head.Page.Locator(".rank-list.waiting li", new() { HasText = "台安县职业教育中心" }).WaitForAsync();
            await head.Page.Locator(".rank-moves summary").ClickAsync();
            (await head.Page.Locator(".rank-moves li").CountAsync()).ShouldBe(8);
            (await head.SeriousFindings()).ShouldBeEmpty();
            await Look(head, "ranking");
            await head.Press("Ranked");
            await head.Confirm();
            await head.Decided();
        }

        await Play(running, "brand-provincial-submission.scenario.json", from: 16, steps: 2);
        await using var handler = await site.Visit(running, "ln-edu.handler");
        await handler.OpenWork("扫描成PDF并上传");
        (await handler.Page.Locator(".package-parts li").CountAsync()).ShouldBe(7);
        await handler.Page.Locator(".upload-scans input[type=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "附件3扫描件.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF\n"u8.ToArray() });
        await handler.Page.GetByText("附件3扫描件.pdf").WaitForAsync();
        (await handler.SeriousFindings()).ShouldBeEmpty();
        await Look(handler, "upload");
        await handler.Press("Uploaded");
        await handler.Confirm();
        (await handler.Page.Locator(".action-panel").InnerTextAsync()).ShouldNotBeEmpty();
        await handler.Page.GetByText("上报材料不齐").WaitForAsync();
    }

    [Fact]
    public async Task The_centre_sees_every_figure_with_its_unit_before_it_rolls_up()
    {
        await using var running = await site.OwnApplication();
        await Play(running, "institution-statistics.scenario.json", from: 1, steps: 10);

        await using var centre = await site.Visit(running, "ln-centre.handler");
        await centre.OpenWork("汇总成一行");
        (await centre.Page.Locator("table.statistics tbody tr").CountAsync()).ShouldBe(5);
        (await centre.Page.Locator(".findings").InnerTextAsync()).ShouldContain("辽阳县社区教育中心");
        (await centre.SeriousFindings()).ShouldBeEmpty();
        await Look(centre, "statistics");
        await centre.Press("Complete");
        await centre.Confirm();
        await centre.Decided();
    }

    private static Microsoft.Playwright.ILocator Ranked(Visitor visitor, string name) => visitor.Page.Locator(".rank-list:not(.waiting) li", new() { HasText = name });

    /// <summary>The first steps of a scenario, or some of them, with the cases of the steps before.</summary>
    private readonly Dictionary<string, ScenarioPlayer> players = [];

    private async Task Play(RunningApplication running, string file, int steps, int from = 0)
    {
        var (scenario, _) = ScenarioReader.Read(file, await File.ReadAllBytesAsync(Path.Combine(Folder, file)), name => File.ReadAllBytes(Path.Combine(Folder, name)));
        if (from == 0 || !players.ContainsKey(file)) await running.MoveTo(scenario!.Start);
        var player = players.TryGetValue(file, out var known) ? known : players[file] = new ScenarioPlayer(running, scenario!);
        await player.Run([.. scenario!.Steps.Skip(from).Take(steps)]);
    }

    /// <summary>A picture for whoever works on the page, where a folder for it is named.</summary>
    private static async Task Look(Visitor visitor, string name)
    {
        if (Environment.GetEnvironmentVariable("WORKFLOWS_LOOK") is { Length: > 0 } folder)
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
