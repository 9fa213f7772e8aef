using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Host.Demo;

namespace Workflows.Browser.Tests.Demo;

/// <summary>What a newcomer finds: the stories of the demo are played to their end, and every page has something to show.</summary>
public class StoryTests(Site site)
{
    private static readonly DateTimeOffset Autumn = new(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly (string UserName, string Path, string Shows)[] Pages =
    [
        ("ln-centre.handler", "/calls/PS2026-LN/progress", "鞍山市"),
        ("pg-community.workGroupOfficer", "/communities", "辽东学习共同体"),
        ("pg-community.workGroupOfficer", "/communities/board", "台安县开放大学"),
        ("kangping-centre.handler", "/duties", "完善"),
        ("platform.auditor", "/national", "典型案例"),
        ("liaoyang-centre.handler", "/calls", "PS2026-LN"),
        ("platform.auditor", "/cases", "EXIT-0001"),
        ("caea.caeaRegistrar", "/inbox?tab=filings", "备案"),
        ("caea.caeaPublisher", "/inbox?tab=publications", "公布"),
    ];

    private static readonly (string UserName, string Work)[] Work =
    [
        ("ln-edu.head", "排定推荐顺序"), ("ln-centre.handler", "汇总成一行"), ("pg-community.handler", "活动签到"), ("pg-community.workGroupOfficer", "项目组确认收到"),
    ];

    [Fact]
    public async Task Every_story_is_played_to_its_end_and_every_page_has_something_true_to_show()
    {
        await using var running = await site.OwnApplication(Autumn);
        (await ActivatorUtilities.CreateInstance<PlayStories>(running.Services).Run(TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeEmpty();

        var findings = new List<string>();
        foreach (var device in new[] { new Device(), new Device(390, 844) })
        {
            foreach (var byPerson in Pages.GroupBy(page => page.UserName))
            {
                await using var me = await site.Visit(running, byPerson.Key, device);
                foreach (var (_, path, shows) in byPerson)
                {
                    await me.Open(path);
                    await Assertions.Expect(me.Page.Locator("main")).ToContainTextAsync(new Regex(shows));
                    await Look(me, path, device, findings);
                }
            }
            foreach (var (userName, work) in Work)
            {
                await using var me = await site.Visit(running, userName, device);
                await me.OpenWork(work);
                await Look(me, work, device, findings);
            }
        }

        findings.ShouldBeEmpty();
    }

    private static async Task Look(Visitor me, string what, Device device, List<string> findings)
    {
        findings.AddRange(await me.SeriousFindings());
        if (!await me.Fits()) findings.Add($"{what} is wider than {device.Width}");
        if (new Regex(@"^[a-z-]+\.[a-z-]+$", RegexOptions.Multiline).Match(await me.Page.Locator("main").InnerTextAsync()) is { Success: true } raw) findings.Add($"{what} shows {raw.Value}");
    }
}
