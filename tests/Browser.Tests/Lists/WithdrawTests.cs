using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Lists;

public class WithdrawTests(Site site)
{
    [Fact]
    public async Task The_publisher_withdraws_a_list_and_anybody_reads_that_it_was_and_why()
    {
        var running = await site.Demo();
        string address;
        await using (var publisher = await site.Visit(running, "ln-centre.head", new Device(1280)))
        {
            await publisher.Page.GotoAsync("/lists?q=学习之星");
            await publisher.Page.Locator("td a", new() { HasTextString = "学习之星" }).First.ClickAsync();
            await publisher.Page.Arrives(new Regex(@"/lists/\d+$"));
            address = new Uri(publisher.Page.Url).AbsolutePath;
            await publisher.Page.Locator("a[href$='/revise']").ClickAsync();
            await publisher.Ready();

            // Not without a word why.
            await publisher.Page.GetByText("撤回整份名单").ClickAsync();
            await publisher.Confirm();
            await Assertions.Expect(publisher.Page.Locator(".refusal")).ToBeVisibleAsync();
            await publisher.Page.FillAsync("textarea[name=note]", "遴选材料有误，重新评审");
            (await publisher.SeriousFindings()).ShouldBeEmpty();
            await publisher.Page.GetByText("撤回整份名单").ClickAsync();
            await publisher.Confirm();
            await Assertions.Expect(publisher.Page).Not.ToHaveURLAsync(new Regex($"{Regex.Escape(address)}/revise$"));
            await publisher.Ready();
            await running.Settle();
        }

        await using var anybody = await site.Visit(running, null, new Device(390, 844));
        await anybody.Page.GotoAsync(address);
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("撤回");
        (await anybody.Fits()).ShouldBeTrue();
        await anybody.Page.GotoAsync("/lists?q=学习之星");
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("撤回");
        (await anybody.SeriousFindings()).ShouldBeEmpty();
        await anybody.Page.Locator("td a", new() { HasTextString = "学习之星" }).First.ClickAsync();
        await Assertions.Expect(anybody.Page.Locator("main")).ToContainTextAsync("遴选材料有误，重新评审");
    }
}
