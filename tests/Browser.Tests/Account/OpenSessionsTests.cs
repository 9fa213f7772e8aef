using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Account;

public class OpenSessionsTests(Site site)
{
    private const string Who = "sy-ou.handler";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Somebody_signed_in_twice_ends_the_other_session_and_whoever_sits_there_comes_to_the_sign_in_page(int width)
    {
        await using var running = await site.OwnApplication();
        await using var other = await site.Visit(running, Who);
        await other.Open("/inbox");
        await using var me = await site.Visit(running, Who, new Device(width, 844));
        await me.Open("/account");
        var rows = me.Page.Locator("[data-sessions] tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(rows.Filter(new() { HasText = "本次登录" })).ToContainTextAsync("Chrome");
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();

        // The password is asked first, and a wrong one ends nothing.
        await me.Page.ClickAsync("[data-end-session]");
        await Assertions.Expect(me.Page.Locator("[data-confirm-end] input")).ToBeFocusedAsync();
        await me.Page.FillAsync("[data-confirm-end] input", "not this");
        await me.Page.PressAsync("[data-confirm-end] input", "Enter");
        await Assertions.Expect(me.Page.Locator("#sessions .refusal")).ToContainTextAsync("不正确");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        (await me.SeriousFindings()).ShouldBeEmpty();
        (await me.Fits()).ShouldBeTrue();
        await me.Page.FillAsync("[data-confirm-end] input", "Demo-2023");
        await me.Page.PressAsync("[data-confirm-end] input", "Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await Assertions.Expect(me.Page.Locator("[data-confirm-end]")).ToHaveCountAsync(0);

        // Whoever works there is asked to sign in with the next step.
        await other.Page.Locator("nav a[href='/cases'], nav a[href='cases']").First.ClickAsync();
        await other.Page.Arrives("**/sign-in**");
        await me.Open("/account");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_administrator_ends_the_sessions_of_a_person()
    {
        await using var running = await site.OwnApplication();
        await using var other = await site.Visit(running, Who);
        await other.Open("/inbox");
        await using var administrator = await site.Visit(running, "platform.flowAdministrator");
        var seat = (await running.As(Who).Get("/api/me")).Value;
        await administrator.Open($"/organisations/{seat["seats"]![0]!["organisationId"]}");
        await administrator.Page.Locator($"a[href='/people/{seat["personId"]}/sessions']").First.ClickAsync();
        await administrator.Page.Arrives("**/sessions");
        await administrator.Ready();
        await Assertions.Expect(administrator.Page.Locator("h1")).ToContainTextAsync(seat["name"]!.GetValue<string>());
        (await administrator.SeriousFindings()).ShouldBeEmpty();
        (await administrator.Fits()).ShouldBeTrue();
        await administrator.Page.ClickAsync("[data-end-all]");
        await administrator.Confirm();
        await Assertions.Expect(administrator.Page.GetByText("现在没有登录")).ToBeVisibleAsync();
        await other.Page.Locator("nav a[href='/cases'], nav a[href='cases']").First.ClickAsync();
        await other.Page.Arrives("**/sign-in**");
    }
}
