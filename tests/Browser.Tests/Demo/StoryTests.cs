using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Approvals;
using Workflows.Approvals.Cases;
using Workflows.Host.Audit;

namespace Workflows.Browser.Tests.Demo;

/// <summary>What a newcomer finds: the stories of the demo are played to their end, and pages have something to show.</summary>
public class StoryTests(Site site)
{
    [Fact]
    public async Task Every_story_is_played_to_its_end()
    {
        var running = await site.Demo();
        site.StoppedStories.ShouldBeEmpty();

        // One was told three weeks ago, and what came after its deadline is late.
        await using (var administrator = await site.Visit(running, "platform.flowAdministrator"))
        {
            await administrator.Open("/calls/PS2026-5/progress");
            await Assertions.Expect(administrator.Page.Locator("tr", new() { HasTextString = "鞍山市老年大学" })).ToContainTextAsync("逾期");
            await Assertions.Expect(administrator.Page.Locator("tr", new() { HasTextString = "沈阳开放大学" })).ToContainTextAsync("已收件");
        }

        // Cases in every state that there is, once what is due has come.
        await running.Settle();
        await using (var scope = running.Services.CreateAsyncScope())
        {
            var found = await scope.ServiceProvider.GetRequiredService<ApprovalsDb>().Cases.Select(c => c.Status).Distinct().ToListAsync(TestContext.Current.CancellationToken);
            Enum.GetValues<CaseStatus>().Except(found).ShouldBeEmpty();

            // Whatever was done has words for whoever reads the trail.
            var words = scope.ServiceProvider.GetRequiredService<ActionWords>();
            var actions = await scope.ServiceProvider.GetRequiredService<ApprovalsDb>().AuditEntries.Select(e => e.Action).Distinct().ToListAsync(TestContext.Current.CancellationToken);
            actions.Where(action => words.Of(action, "x") == action).ShouldBeEmpty();
        }

        await using var me = await site.Visit(running, "ln-centre.handler");
        await me.Open("/calls/PS2026-LN/progress");
        await Assertions.Expect(me.Page.Locator("main")).ToContainTextAsync(new Regex("鞍山市"));
    }
}
