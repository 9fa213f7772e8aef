using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Cases;

/// <summary>A whole call by clicking, each step as the person whose step it is.</summary>
public class JourneyTests(Site site)
{
    private static readonly DateTimeOffset BeforeTheLiaoningDeadline = new(2023, 5, 28, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task A_county_unit_in_Liaoning_applies_through_the_province_and_is_listed()
    {
        await using var running = await site.OwnApplication();

        await As(running, "liaoyang-centre.handler", async me =>
        {
            await me.StartByClicking("PS3-LN");
            await me.FillByTyping();
            await me.Press("Submitted");
            await me.Decided();
        });
        await running.UpToTheSuperior("liaoyang-ou", "PS3-LN");

        await As(running, "liaoyang-centre.head", async me =>
        {
            await me.OpenWork("负责人签字");
            await me.Press("Signed");
            await me.Confirm();
            await me.Decided();
            await me.OpenWork("单位意见");
            await me.Page.FillAsync("#comment", "情况属实，同意申报。");
            await me.Press("Approve");
            await me.Decided();
        });
        await Seal(running, "liaoyang-centre.sealCustodian");

        await As(running, "liaoyang-edu.head", async me =>
        {
            foreach (var _ in new[] { 1, 2 })
            {
                await me.OpenWork("上级主管部门意见");
                foreach (var check in await me.Page.Locator(".checks input").AllAsync()) await check.CheckAsync();
                await me.Page.FillAsync("#comment", "同意推荐。");
                await me.Press("Approve");
                await me.Decided();
            }
        });
        await Seal(running, "liaoyang-edu.sealCustodian");
        await Seal(running, "liaoyang-edu.sealCustodian");

        await running.MoveTo(BeforeTheLiaoningDeadline);
        await As(running, "ln-centre.receivingClerk", async me =>
        {
            await me.Open("/inbox");
            await Assertions.Expect(me.Page.Locator(".inbox-rows tbody tr")).ToHaveCountAsync(2);
            await Assertions.Expect(me.Page.Locator(".inbox-rows")).ToContainTextAsync("明天截止");
            await me.Picture("inbox");
            foreach (var _ in new[] { 1, 2 })
            {
                await me.OpenWork("汇总单位收件");
                await me.Press("Accepted");
                await Assertions.Expect(me.Page.Locator(".comment-box .field-error")).ToContainTextAsync("还缺纸质件");
                await me.Page.GetByText("现在收到").ClickAsync();
                await me.Page.GetByText("材料已齐").WaitForAsync();
                await me.Press("Accepted");
                await me.Decided();
            }
        });
        await As(running, "ln-centre.head", async me =>
        {
            foreach (var first in new[] { true, false })
            {
                await me.OpenWork("汇总单位推荐意见");
                if (first) await me.Picture("case");
                await me.Page.FillAsync("#comment", "条件具备，予以推荐。");
                await me.Press("Approve");
                await me.Decided();
            }
        });

        await As(running, "pg-community.workGroupOfficer", async me =>
        {
            foreach (var _ in new[] { 1, 2 })
            {
                await me.OpenWork("项目组收件");
                await me.Press("Accepted");
                await me.Decided();
            }
            await me.OpenWork("等待批次截止", of: "PS3");
            await me.Page.GetByText("已收齐 2 件，共 2 件").WaitForAsync();
            await me.Press("Closed");
            await me.Confirm();
            await me.Decided();
            await me.OpenWork("材料是否齐全");
            await me.Page.Locator("[data-outcome]", new() { HasTextString = "齐全" }).First.ClickAsync();
            await me.Decided();
            await me.OpenWork("专家评定");
            await Assertions.Expect(me.Page.Locator(".matrix input[disabled]")).ToHaveCountAsync(1);
            await me.Press("Assigned");
            await Assertions.Expect(me.Page.Locator(".field-error[role=alert]")).ToContainTextAsync("不足 3 名");
            await me.Page.GetByText("全部分派").ClickAsync();
            await me.Page.GetByText("3 / 3").WaitForAsync();
            await me.Press("Assigned");
            await me.Decided();
        });
        foreach (var expert in new[] { "expert1", "expert2", "expert3", "expert-liaoyang" })
        {
            await As(running, expert, async me =>
            {
                await me.OpenWork("专家评定");
                foreach (var points in await me.Page.Locator(".criteria input").AllAsync()) await points.FillAsync("9.5");
                foreach (var opinion in await me.Page.Locator(".score-sheet textarea").AllAsync()) await opinion.FillAsync("基础好，方案可行。");
                await me.Page.GetByText("合计 57 分").First.WaitForAsync();
                await me.Press("Scored");
                await me.Decided();
            });
        }

        await As(running, "pg-community.projectGroupHead", async me =>
        {
            await me.OpenWork("研究决定名单");
            await me.Page.GetByLabel("辽阳县社区教育中心 入选").CheckAsync();
            await me.Page.GetByLabel("辽阳县开放大学 未入选的原因").FillAsync("名额所限，建议完善方案后再报。");
            await me.Page.Keyboard.PressAsync("Tab");
            await me.Press("Decided");
            await me.Confirm();
            await me.Decided();
            await me.OpenWork("签署项目组意见");
            await me.Press("Signed");
            await me.Confirm();
            await me.Decided();
        });
        await As(running, "caea.caeaRegistrar", async me =>
        {
            await me.Open("/inbox?tab=filings");
            await me.Page.Locator(".row-link").ClickAsync();
            await me.Page.FillAsync("[name=filingNumber]", "中成协备〔2023〕6号");
            await me.Press("Filed");
            await me.Decided();
        });
        await As(running, "pg-community.workGroupOfficer", async me =>
        {
            await me.OpenWork("召开会议");
            await me.Page.FillAsync("input[name=day]", "2023-06-20");
            await me.Press("会议公布");
            await me.Decided();
        });
        await As(running, "caea.caeaPublisher", async me =>
        {
            await me.Open("/inbox?tab=publications");
            await me.Page.Locator(".row-link").ClickAsync();
            await Assertions.Expect(me.Page.Locator(".official")).ToContainTextAsync("辽阳县社区教育中心");
            await me.Press("Published");
            await me.Confirm();
            await me.Decided();
        });

        await As(running, "liaoyang-centre.handler", async me =>
        {
            await me.Open("/inbox?tab=started");
            await me.Page.Locator(".row-link").ClickAsync();
            await me.Page.WaitForSelectorAsync(".steps");
            await Assertions.Expect(me.Page.Locator(".case-facts")).ToContainTextAsync("已公布");
            await Assertions.Expect(me.Page.Locator("main")).ToContainTextAsync("本件已办结");

            // Experts give their points unseen.
            await Assertions.Expect(me.Page.Locator("main")).Not.ToContainTextAsync("评审专家");
        });
        await As(running, "liaoyang-ou.handler", async me =>
        {
            await me.Open("/cases");
            await me.Page.Locator(".row-link").ClickAsync();
            await Assertions.Expect(me.Page.Locator(".notice")).ToContainTextAsync("名额所限");
        });
        await As(running, null, async me =>
        {
            await me.Page.GotoAsync("/lists?q=辽阳县社区");
            await me.Page.Locator("td a").ClickAsync();
            var list = me.Page.Locator(".official");
            await Assertions.Expect(list).ToContainTextAsync("辽阳县社区教育中心");
            await Assertions.Expect(list).ToContainTextAsync("中成协备〔2023〕6号");
            await Assertions.Expect(list).Not.ToContainTextAsync("辽阳县开放大学");
        });
        await As(running, "platform.auditor", async me =>
        {
            await me.Open("/cases");
            await me.Page.Locator(".row-link").First.ClickAsync();
            await me.Page.GetByText("查看审计记录").ClickAsync();
            await Assertions.Expect(me.Page.Locator(".notice.settled")).ToContainTextAsync("记录完整");
        });
    }

    private async Task As(RunningApplication running, string? userName, Func<Visitor, Task> act)
    {
        await using var visitor = await site.Visit(running, userName);
        await act(visitor);
    }

    private Task Seal(RunningApplication running, string custodian) => As(running, custodian, async me =>
    {
        await me.Open("/inbox?tab=seals");
        await me.Page.Locator(".row-link").First.ClickAsync();
        await me.Page.WaitForSelectorAsync(".seal-choice img");
        await me.Press("Sealed");
        await me.Confirm();
        await me.Decided();
    });
}
