using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Host.Demo;

namespace Workflows.Browser.Tests.Demo;

/// <summary>What a newcomer finds: the stories of the demo are played to their end, and pages have something to show.</summary>
public class StoryTests(Site site)
{
    private static readonly DateTimeOffset Autumn = new(2026, 11, 25, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Every_story_is_played_to_its_end()
    {
        await using var running = await site.OwnApplication(Autumn);
        (await ActivatorUtilities.CreateInstance<PlayStories>(running.Services).Run(TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeEmpty();

        await using var me = await site.Visit(running, "ln-centre.handler");
        await me.Open("/calls/PS2026-LN/progress");
        await Assertions.Expect(me.Page.Locator("main")).ToContainTextAsync(new Regex("鞍山市"));
    }
}
