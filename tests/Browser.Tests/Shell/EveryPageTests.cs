using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Shell;

/// <summary>What holds for every page. That no page asks another site for anything and none leaves an error in the console is held by every visit of every test.</summary>
public class EveryPageTests(Site site)
{
    private static readonly string[] Everyday =
        ["/inbox", "/inbox?tab=done", "/inbox?tab=started", "/inbox?tab=copies", "/inbox?tab=seals", "/inbox?tab=escalated", "/inbox?due=week&level=county&sort=due", "/cases", "/calls", "/calls/PS3-LN", "/organisations", "/account", "/account/second-factor", "/account/password", "/notifications", "/seals/apply"];

    /// <summary>Plain forms, without a live connection.</summary>
    private static readonly string[] Plain = ["/account/second-factor", "/account/password"];

    private static readonly string[] Registers = ["/seals", "/filings", "/cases", "/calls/PS3", "/entries", "/entries?action=登录"];

    private static readonly string[] Public = ["/", "/lists", "/sign-in", "/lists/1", "/notices", "/released", "/verify", "/verify?c=0000-0000-0000", "/notices", "/notices/1"];

    [Theory]
    [InlineData(1440, false, "zh-CN")]
    [InlineData(390, false, "zh-CN")]
    [InlineData(1440, true, "en")]
    public async Task Axe_finds_nothing_serious_on_any_page_and_none_has_to_be_moved_sideways(int width, bool dark, string language)
    {
        var running = await site.Application();
        var device = new Device(width, 900, language, dark);
        var findings = new List<string>();

        await Look(running, null, device, Public, findings);
        await Look(running, "liaoyang-centre.handler", device, Everyday, findings);
        await Look(running, "platform.auditor", device, Registers, findings);
        await Look(running, "platform.flowAdministrator", device, ["/hand-over", "/people/import", "/organisations/end", "/calendar", "/calendar/2027", "/webhooks", "/deliveries", "/operations"], findings);

        findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Axe_finds_nothing_serious_where_work_is_done(int width)
    {
        var running = await site.Application();
        var unit = width == 390 ? "dd-centre" : "as-centre";
        var device = new Device(width);
        var findings = new List<string>();
        await running.UpToTheSuperior(unit, "PS3-LN");
        var superior = unit[..2];

        await using (var me = await site.Visit(running, $"{superior}-edu.head", device))
        {
            await me.OpenWork("上级主管部门意见");
            findings.AddRange(await me.SeriousFindings());
            (await me.Fits()).ShouldBeTrue();
        }
        await running.Decide($"{superior}-edu.head", "OpinionTask", "Approve", "同意");
        await using (var me = await site.Visit(running, $"{superior}-edu.sealCustodian", device))
        {
            await me.OpenWork("上级主管部门盖章");
            findings.AddRange(await me.SeriousFindings());
            (await me.Fits()).ShouldBeTrue();
        }
        await using (var me = await site.Visit(running, $"{unit}.handler", device))
        {
            await me.Open("/cases");
            await me.Page.Locator(".row-link").First.ClickAsync();
            await me.Page.WaitForSelectorAsync(".timeline");
            findings.AddRange(await me.SeriousFindings());
            (await me.Fits()).ShouldBeTrue();
        }

        findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_phone_an_approver_reads_first_and_decides_then()
    {
        var running = await site.Application();
        await running.Submit("ln-ou", "PS3-LN");
        await using var me = await site.Visit(running, "ln-ou.head", new Device(390, 844));
        await me.OpenWork("负责人签字");
        (await me.Page.EvaluateAsync<bool>("() => document.querySelector('.desk-main').getBoundingClientRect().top < document.querySelector('.desk-side').getBoundingClientRect().top")).ShouldBeTrue();

        await me.Page.GetByText("去办理").ClickAsync();
        await me.Press("Signed");
        await me.Confirm();

        await me.Decided();
    }

    [Fact]
    public async Task In_English_no_Chinese_of_the_program_is_left()
    {
        var running = await site.Application();
        await using var me = await site.Visit(running, "chunan-vocational.handler", new Device(Language: "en"));

        await me.Open("/inbox");
        await Assertions.Expect(me.Page.Locator("h1")).ToHaveTextAsync("Inbox");
        await Assertions.Expect(me.Page.Locator(".tabs")).ToContainTextAsync("Started by us");
        (await me.Page.Locator("nav .menu-line").AllInnerTextsAsync()).ShouldAllBe(text => text.All(c => c < 0x2E80));
        (await me.Page.EvaluateAsync<string>("() => document.documentElement.lang")).ShouldBe("en");

        await me.Open("/calls");
        await Assertions.Expect(me.Page.Locator("[data-begin]").First).ToHaveTextAsync("Start");
    }

    private async Task Look(RunningApplication running, string? userName, Device device, string[] paths, List<string> findings)
    {
        await using var me = await site.Visit(running, userName, device);
        foreach (var path in paths)
        {
            if (userName is null || Plain.Contains(path))
            {
                await me.Page.GotoAsync(path);
                me.Forgive("404");
            }
            else
            {
                await me.Open(path);
            }
            findings.AddRange(await me.SeriousFindings());
            if (!await me.Fits()) findings.Add($"{path} is wider than {device.Width}");
        }
    }
}
