using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Evaluations;

public class EvaluationTests(Site site)
{
    [Fact]
    public async Task A_standard_is_adopted_and_anybody_reads_it_and_experts_score_by_one()
    {
        var running = await site.Demo();
        await using (var head = await site.Visit(running, "pg-community.projectGroupHead", new Device(1280)))
        {
            await head.OpenWork("项目组审定标准");
            await Assertions.Expect(head.Page.Locator(".desk-main")).ToContainTextAsync("研究与实践");
            await head.Page.FillAsync("#comment", "同意，予以公布。");
            await head.Press("Approve");
            await head.Decided();
        }
        await using (var anybody = await site.Visit(running, null))
        {
            await anybody.Page.GotoAsync("/released");
            await anybody.Page.GetByText("项目成果奖评估标准").First.ClickAsync();
            await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("共同体项目组");
        }

        await using var expert = await site.Visit(running, "expert2", new Device(390, 844));
        await expert.OpenWork("专家评定", of: "EVAL2026-UNIT");
        (await expert.Fits()).ShouldBeTrue();
        (await expert.SeriousFindings()).ShouldBeEmpty();
        foreach (var points in await expert.Page.Locator(".criteria input").AllAsync()) await points.FillAsync("18");
        foreach (var opinion in await expert.Page.Locator(".score-sheet textarea").AllAsync()) await opinion.FillAsync("符合标准，成效明显。");
        await expert.Page.GetByText("合计 72 分").First.WaitForAsync();
        await expert.Press("Scored");
        await expert.Decided();
    }
}
