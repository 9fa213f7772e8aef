using Microsoft.Playwright;
using Workflows.Host.Tests.Scenarios;

namespace Workflows.Browser.Tests.Rankings;

/// <summary>A province ranks under its quota, and sends its package up: by keyboard, by drag, with a recusal and an override, and with scans that come in parts.</summary>
public class RankingTests(Site site)
{
    [Fact]
    public async Task Cases_are_ranked_by_keyboard_and_drag_over_the_quota_with_a_reason_and_the_package_goes_up_with_its_scan()
    {
        var scenario = ScenarioFiles.Read("brand-course.quota.scenario.json").Scenario!;
        await using var running = await site.OwnApplication(scenario.Start);
        var ranked = scenario.Steps.Select((step, at) => (step, at)).First(s => s.step is Decide { Kind: "RankCases" }).at;
        var player = new ScenarioPlayer(running, scenario);
        await player.Run([.. scenario.Steps.Take(ranked)]);

        await using (var head = await site.Visit(running, "ln-edu.head", new Device(1280)))
        {
            await head.OpenWork("推荐顺序");
            var (order, waiting) = (head.Page.Locator("ol.rank-list li[data-case]"), head.Page.Locator("ul.rank-list.waiting li"));
            await Assertions.Expect(waiting).ToHaveCountAsync(2);

            // Nothing moves without a reason; with one, both go in, one over the quota.
            await waiting.First.GetByText("排入").ClickAsync();
            await Assertions.Expect(head.Page.Locator("#move-hint")).ToContainTextAsync("请先写明理由");
            await head.Page.FillAsync("input[name=move-reason]", "示范面更广");
            await waiting.First.GetByText("排入").ClickAsync();
            await Assertions.Expect(order).ToHaveCountAsync(1);
            await waiting.First.GetByText("排入").ClickAsync();
            await Assertions.Expect(order).ToHaveCountAsync(2);
            await Assertions.Expect(head.Page.Locator(".rank-kind")).ToContainTextAsync("超出 1 个，限额 1 个");
            await Assertions.Expect(order.First).ToContainTextAsync("智慧生活一");

            // By keyboard down, and by drag up again.
            await order.First.FocusAsync();
            await head.Page.Keyboard.PressAsync("Alt+ArrowDown");
            await Assertions.Expect(order.First).ToContainTextAsync("智慧生活二");
            await Assertions.Expect(order.Last).ToBeFocusedAsync();
            await Assertions.Expect(order.First).ToBeInViewportAsync();
            await order.Last.DragToAsync(order.First);
            await Assertions.Expect(order.First).ToContainTextAsync("智慧生活一");

            // To the waiting list and back, and then no part in it any more.
            await order.Last.FocusAsync();
            await head.Page.Keyboard.PressAsync("Alt+ArrowDown");
            await Assertions.Expect(waiting).ToHaveCountAsync(1);
            await waiting.First.FocusAsync();
            await head.Page.Keyboard.PressAsync("Alt+ArrowUp");
            await Assertions.Expect(order).ToHaveCountAsync(2);
            await head.Page.FillAsync("input[name=move-reason]", "亲属在该单位任职");
            await order.Last.GetByRole(AriaRole.Button, new() { Name = "对 智慧生活二 回避" }).ClickAsync();
            await head.Confirm();
            await Assertions.Expect(order.Last).ToContainTextAsync("已回避");
            await Assertions.Expect(order.Last.Locator("button:enabled")).ToHaveCountAsync(0);
            await order.Last.FocusAsync();
            await head.Page.Keyboard.PressAsync("Alt+ArrowUp");
            await Assertions.Expect(head.Page.Locator(".rank-moves").First).ToContainTextAsync("亲属在该单位任职");
            (await head.SeriousFindings()).ShouldBeEmpty();

            await head.Press("Ranked");
            await Assertions.Expect(head.Page.Locator(".action-panel")).ToContainTextAsync("超出限额须说明理由");
            await head.Page.FillAsync("textarea[name=over-quota]", "两门课程互为上下篇");
            await head.Press("Ranked");
            await head.Confirm();
            await head.Decided();
        }

        var rest = scenario.Steps.Skip(ranked).Where(s => s is Decide { Refused: null } and ({ Kind: "DecisionTask" } or { Outcome: "Approve", Kind: "OpinionTask" } or { Kind: "ApplySeal" })).ToList();
        await player.Run(rest);
        await using var handler = await site.Visit(running, "ln-edu.handler", new Device(390, 844));
        await handler.OpenWork("扫描成PDF并上传");
        var scan = new byte[2 * 1024 * 1024 + 17];
        "%PDF-1.7"u8.CopyTo(scan);
        await handler.Page.SetInputFilesAsync("#package-scan-file", new FilePayload { Name = "盖章材料.pdf", MimeType = "application/pdf", Buffer = scan });
        var file = handler.Page.Locator(".upload-scans label", new() { HasTextString = "盖章材料.pdf" });
        await Assertions.Expect(file.Locator("input")).ToBeCheckedAsync(new() { Timeout = 30_000 });
        (await handler.Fits()).ShouldBeTrue();
        (await handler.SeriousFindings()).ShouldBeEmpty();
    }
}
