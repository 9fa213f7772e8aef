using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Organisations;

public class ImportTests(Site site)
{
    [Fact]
    public async Task People_are_imported_after_a_dry_run_and_change_their_first_password()
    {
        await using var running = await site.OwnApplication();
        await using var administrator = await site.Visit(running, "platform.flowAdministrator");
        await administrator.Open("/people/import");

        // A spreadsheet first, only to look.
        await administrator.Page.SetInputFilesAsync("#people-file", new FilePayload
        {
            Name = "people.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Buffer = Workbooks.Of(["姓名", "单位", "岗位"], ["李二", "辽阳县社区教育中心", "reviewer"], [], ["张三", "没有这个单位", null], ["周四", "辽阳县社区教育中心", "没有这个岗位"]),
        });
        await Assertions.Expect(administrator.Page.Locator("[data-row]")).ToHaveCountAsync(3);
        await Assertions.Expect(administrator.Page.Locator("[data-row]").Nth(1)).ToContainTextAsync("没有这个单位");
        await Assertions.Expect(administrator.Page.Locator("[data-row] .settled")).ToHaveCountAsync(1);
        await administrator.Page.SetInputFilesAsync("#people-file", new FilePayload
        {
            Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes("单位,姓名,用户名,岗位,初始密码\n辽阳县社区教育中心,王一,wang.one,reviewer,First-2023\n没有这个单位,李二,li.two,,\n"),
        });
        await Assertions.Expect(administrator.Page.Locator("[data-report=dry]")).ToContainTextAsync("1");
        await Assertions.Expect(administrator.Page.Locator("[data-row]")).ToHaveCountAsync(2);
        (await administrator.SeriousFindings()).ShouldBeEmpty();
        (await administrator.Fits()).ShouldBeTrue();
        await administrator.Page.ClickAsync("[data-apply]");
        await Assertions.Expect(administrator.Page.Locator("[data-report=applied]")).ToBeVisibleAsync();

        await using var person = await site.Visit(running, userName: null);
        await person.SignIn("wang.one", "First-2023");
        await person.Page.Arrives("**/account/password**");
        (await person.SeriousFindings()).ShouldBeEmpty();
        await person.Page.GotoAsync("/cases");
        await person.Page.Arrives("**/account/password**");
        await person.Page.FillAsync("input[name='Form.Current']", "First-2023");
        await person.Page.FillAsync("input[name='Form.Password']", "Passw0rd!");
        await person.Page.FillAsync("input[name='Form.Again']", "Passw0rd!");
        await person.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(person.Page.Locator(".refusal")).ToContainTextAsync("常见");
        await person.Page.FillAsync("input[name='Form.Current']", "First-2023");
        await person.Page.FillAsync("input[name='Form.Password']", "Liao-Yang-2023");
        await person.Page.FillAsync("input[name='Form.Again']", "Liao-Yang-2023");
        await person.Page.ClickAsync("main button[type=submit]");
        await person.Page.Arrives("**/cases");
        await person.Ready();
    }
}
