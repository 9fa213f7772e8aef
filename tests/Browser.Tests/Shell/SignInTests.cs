using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Shell;

public class SignInTests(Site site)
{
    [Fact]
    public async Task Whoever_signs_in_comes_to_the_inbox_and_whoever_signs_out_to_the_sign_in()
    {
        await using var me = await site.Visit(await site.Application(), "expert1");
        await me.Page.WaitForURLAsync("**/inbox");
        await me.Ready();

        await me.Page.Locator(".who button").ClickAsync();
        await me.Page.GetByText("退出登录").ClickAsync();

        await me.Page.WaitForURLAsync("**/sign-in**");
    }

    [Fact]
    public async Task A_page_that_needs_a_person_asks_to_sign_in_and_comes_back()
    {
        await using var me = await site.Visit(await site.Application(), userName: null);
        await me.Page.GotoAsync("/calls/PS3");
        await me.Page.WaitForURLAsync("**/sign-in**");

        await me.Page.FillAsync("input[name='Form.UserName']", "expert2");
        await me.Page.FillAsync("input[name='Form.Password']", "wrong");
        await me.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(me.Page.Locator(".refusal")).ToContainTextAsync("不正确");
        await me.Page.FillAsync("input[name='Form.Password']", "Demo-2023");
        await me.Page.ClickAsync("main button[type=submit]");

        await me.Page.WaitForURLAsync("**/calls/PS3");
    }
}
