using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Shell;

public class SignInTests(Site site)
{
    [Fact]
    public async Task Whoever_signs_in_comes_to_the_inbox_and_whoever_signs_out_to_the_sign_in()
    {
        await using var me = await site.Visit(await site.Application(), "expert1");
        await me.Page.Arrives("**/inbox");
        await me.Ready();

        await me.Page.Locator(".who button").ClickAsync();
        await me.Page.GetByText("退出登录").ClickAsync();

        await me.Page.Arrives("**/sign-in**");
    }

    [Fact]
    public async Task A_page_that_needs_a_person_asks_to_sign_in_and_comes_back()
    {
        await using var me = await site.Visit(await site.Application(), userName: null);
        await me.Page.GotoAsync("/calls/PS3");
        await me.Page.Arrives("**/sign-in**");

        await me.Page.FillAsync("input[name='Form.UserName']", "expert2");
        await me.Page.FillAsync("input[name='Form.Password']", "wrong");
        await me.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(me.Page.Locator(".refusal")).ToContainTextAsync("不正确");
        await me.Page.FillAsync("input[name='Form.Password']", "Demo-2023");
        await me.Page.ClickAsync("main button[type=submit]");

        await me.Page.Arrives("**/calls/PS3");
    }

    [Fact]
    public async Task Who_has_to_have_a_second_factor_enrols_it_on_a_phone_and_signs_in_with_its_code()
    {
        await using var running = await site.OwnApplication((Workflows.Host.Account.SecondFactorPolicy.Setting, "Administrators"));
        string secret;
        await using (var me = await site.Visit(running, "platform.flowAdministrator", new Device(390, 844)))
        {
            // Wherever one goes, the enrolment comes first; a mistyped code shows the same secret again.
            await me.Page.GotoAsync("/calls");
            await Assertions.Expect(me.Page).ToHaveURLAsync(new Regex("/account/second-factor"));
            await me.Page.GetByRole(AriaRole.Button, new() { Name = "启用", Exact = true }).ClickAsync();
            secret = await me.Page.Locator("#secret").InnerTextAsync();
            await me.Page.WaitForFunctionAsync("() => document.querySelector('.second-factor-code').naturalWidth > 0");
            await me.Page.FillAsync("input[name='Form.Code']", "000000");
            await me.Page.GetByRole(AriaRole.Button, new() { Name = "确认启用" }).ClickAsync();
            await Assertions.Expect(me.Page.Locator(".refusal")).ToContainTextAsync("不正确");
            await Assertions.Expect(me.Page.Locator("#secret")).ToHaveTextAsync(secret);
            (await me.SeriousFindings()).ShouldBeEmpty();
            (await me.Fits()).ShouldBeTrue();
            await me.Page.FillAsync("input[name='Form.Code']", running.Code(secret));
            await me.Page.GetByRole(AriaRole.Button, new() { Name = "确认启用" }).ClickAsync();
            await me.Page.GetByText("已启用动态验证码。").WaitForAsync();
            await me.Page.GetByText("继续").ClickAsync();
            await Assertions.Expect(me.Page).ToHaveURLAsync(new Regex("/calls"));
        }

        running.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var again = await site.Visit(running, null, new Device(390, 844));
        await again.Page.GotoAsync("/sign-in?back=/calls");
        await again.Page.FillAsync("input[name='Form.UserName']", "platform.flowAdministrator");
        await again.Page.FillAsync("input[name='Form.Password']", "Demo-2023");
        await again.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(again.Page.Locator("input[name='Form.Code']")).ToBeFocusedAsync();
        await again.Page.FillAsync("input[name='Form.Code']", "000000");
        await again.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(again.Page.Locator(".refusal")).ToContainTextAsync("不正确");
        (await again.SeriousFindings()).ShouldBeEmpty();
        await again.Page.FillAsync("input[name='Form.Code']", running.Code(secret));
        await again.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(again.Page).ToHaveURLAsync(new Regex("/calls"));
        await Assertions.Expect(again.Page.Locator("main h1")).ToBeVisibleAsync();
    }
}
