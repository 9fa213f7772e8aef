using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Host.Notifications;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Notifications;

public class NotificationTests(Site site)
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_bell_counts_live_the_list_leads_to_the_matter_and_reading_counts_down(int width)
    {
        await using var running = await site.OwnApplication();
        await Tell(running);
        await using var me = await site.Visit(running, "as-centre.head", new Device(width));
        await me.Open("/cases");
        await Assertions.Expect(me.Page.Locator(".bell-count")).ToHaveCountAsync(0);

        await running.Submit("as-centre", "PS3-LN");
        await Tell(running);
        await Assertions.Expect(me.Page.Locator(".bell-count")).ToHaveTextAsync("1");
        await me.Page.ClickAsync("[data-bell]");
        await me.Page.Arrives("**/notifications");
        await Assertions.Expect(me.Page.Locator("[data-row]")).ToHaveCountAsync(1);
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await me.Picture($"notifications-{width}");

        await me.Page.ClickAsync("[data-row] .row-link");
        await me.Page.Arrives("**/work-items/**");
        await Assertions.Expect(me.Page.Locator(".bell-count")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_person_chooses_what_comes_by_email_and_the_choice_stays()
    {
        await using var running = await site.OwnApplication();
        await using var me = await site.Visit(running, "as-centre.head");
        await me.Open("/account");
        await me.Page.FillAsync("[data-email]", "nonsense");
        await me.Page.ClickAsync("[data-keep-choices]");
        await Assertions.Expect(me.Page.Locator("#notifications .refusal")).ToContainTextAsync("nonsense");
        await me.Page.FillAsync("[data-email]", "head@example.org");
        await me.Page.SelectOptionAsync("[data-pace=Assigned]", "Daily");
        await me.Page.ClickAsync("[data-keep-choices]");
        await Assertions.Expect(me.Page.GetByText("已保存")).ToBeVisibleAsync();

        await me.Open("/account");
        await Assertions.Expect(me.Page.Locator("[data-email]")).ToHaveValueAsync("head@example.org");
        await Assertions.Expect(me.Page.Locator("[data-pace=Assigned]")).ToHaveValueAsync("Daily");
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_webhook_is_added_its_secret_shown_once_and_its_failed_test_stands_in_the_log(int width)
    {
        await using var running = await site.OwnApplication();
        await Tell(running);
        await using var me = await site.Visit(running, "platform.flowAdministrator", new Device(width));
        await me.Open("/webhooks");
        await me.Page.FillAsync("[data-name]", "门户");
        await me.Page.FillAsync("[data-address]", "http://127.0.0.1:9/hook");
        await me.Page.ClickAsync("[data-keep]");
        await Assertions.Expect(me.Page.Locator("[data-secret]")).ToContainTextAsync("whsec_");
        await Assertions.Expect(me.Page.Locator("[data-row]")).ToContainTextAsync("门户");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await me.Page.ClickAsync("[data-test]");
        await Assertions.Expect(me.Page.GetByText("测试消息已发出")).ToBeVisibleAsync();
        await Tell(running);

        await me.Open("/deliveries");
        await Assertions.Expect(me.Page.Locator("[data-row]").First).ToContainTextAsync("public internet");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await me.Open("/webhooks");
        await Assertions.Expect(me.Page.Locator("[data-secret]")).ToHaveCountAsync(0);
    }

    private static async Task Tell(RunningApplication running)
    {
        await running.Services.GetRequiredService<TellPeople>().Run(TestContext.Current.CancellationToken);
        await running.Services.GetRequiredService<SendDeliveries>().Run(TestContext.Current.CancellationToken);
    }
}
