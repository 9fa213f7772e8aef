using Microsoft.Playwright;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Organisations;

public class EndTests(Site site)
{
    [Fact]
    public async Task An_organisation_is_renamed_and_found_by_its_former_name_then_merged_and_its_work_goes_to_the_successor()
    {
        await using var running = await site.OwnApplication();
        await running.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        await using var administrator = await site.Visit(running, "platform.flowAdministrator");

        // 更名: the name before stands with its days, and the search finds it.
        await administrator.Open($"/organisations/{await running.As("platform.flowAdministrator").Organisation("沈阳市教育局")}");
        await administrator.Page.FillAsync("[data-full]", "沈阳市教育体育局");
        await administrator.Page.FillAsync("[data-short]", "沈阳教体局");
        await administrator.Page.FillAsync("[data-why]", "沈编发〔2023〕8号");
        (await administrator.SeriousFindings()).ShouldBeEmpty();
        (await administrator.Fits()).ShouldBeTrue();
        await administrator.Page.ClickAsync("[data-do-rename]");
        await administrator.Confirm();
        await Assertions.Expect(administrator.Page.Locator("[data-former]")).ToContainTextAsync("沈阳市教育局");
        await administrator.Page.FillAsync("[data-search]", "沈阳市教育局");
        await administrator.Page.PressAsync("[data-search]", "Enter");
        await Assertions.Expect(administrator.Page.Locator(".tree")).ToContainTextAsync("曾用名：沈阳市教育局");

        // 合并: a preview, then it is done, and the work is before the successor.
        await administrator.Open("/organisations/end");
        await Name(administrator, "Ending", 0, "辽阳县教育局");
        await Name(administrator, "Successor", 1, "沈阳市教育体育局");
        await administrator.Page.ClickAsync("[data-preview]");
        await Assertions.Expect(administrator.Page.Locator(".refusal")).ToBeVisibleAsync();
        await administrator.Page.FillAsync("[data-reason]", "机构改革");
        await administrator.Page.ClickAsync("[data-preview]");
        await Assertions.Expect(administrator.Page.Locator("[data-moves=preview]")).ToContainTextAsync("1");
        (await administrator.SeriousFindings()).ShouldBeEmpty();
        (await administrator.Fits()).ShouldBeTrue();
        await administrator.Page.ClickAsync("[data-end-apply]");
        await administrator.Confirm();
        await Assertions.Expect(administrator.Page.Locator("[data-moves=done]")).ToBeVisibleAsync();

        await using var successor = await site.Visit(running, "sy-edu.head", new Device(390, 844));
        await successor.OpenWork("上级主管部门意见", "辽阳县社区教育中心");
        await Assertions.Expect(successor.Page.Locator("[data-outcome=Approve]")).ToBeVisibleAsync();
    }

    /// <summary>Types a name and waits until it is offered.</summary>
    private static async Task Name(Visitor visitor, string which, int place, string name)
    {
        await visitor.Page.FillAsync($"[data-end={which}]", name);
        await visitor.Page.WaitForSelectorAsync($"#found-{place} option[value='{name}']", new() { State = WaitForSelectorState.Attached });
    }
}
