using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Inbox;

/// <summary>意见附件 on a phone: chosen, kept when the page is loaded again and when the decision is refused, sent, and shown with the opinion.</summary>
public class EnclosureTests(Site site)
{
    [Fact]
    public async Task A_file_goes_with_an_opinion_on_a_phone()
    {
        var running = await site.Application();
        await running.UpToTheSuperior("taian-ou", "PS3-LN");
        await using var head = await site.Visit(running, "taian-edu.head", new Device(390, 844));
        await head.OpenWork("上级主管部门意见", "台安县开放大学");
        await head.Page.Locator("#enclosure-file").SetInputFilesAsync(new FilePayload { Name = "实地核查.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7 a report"u8] });
        await Assertions.Expect(head.Page.Locator("[data-enclosed]")).ToContainTextAsync("实地核查.pdf");
        (await head.SeriousFindings()).ShouldBeEmpty();
        (await head.Fits()).ShouldBeTrue();

        await head.Page.ReloadAsync();
        await head.Ready();
        await Assertions.Expect(head.Page.Locator("[data-enclosed]")).ToContainTextAsync("实地核查.pdf");
        await head.Press("Return");
        await Assertions.Expect(head.Page.Locator("#comment-hint")).ToHaveAttributeAsync("role", "alert");
        await head.Page.FillAsync("#comment", "场地与实地不符，请更正");
        await head.Press("Return");
        await head.Decided();
        await Assertions.Expect(head.Page.Locator(".action-panel .enclosures")).ToContainTextAsync("实地核查.pdf");

        await using var applicant = await site.Visit(running, "taian-ou.handler", new Device(390, 844));
        await applicant.Open("/cases");
        await applicant.Page.Locator(".row-link").First.ClickAsync();
        await applicant.Page.WaitForSelectorAsync(".timeline");
        await Assertions.Expect(applicant.Page.Locator(".form-block .enclosures")).ToContainTextAsync("SHA-256");
        (await applicant.SeriousFindings()).ShouldBeEmpty();
        (await applicant.Fits()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_decision_that_is_faster_than_the_files_of_the_browser_leaves_the_page_alive()
    {
        var running = await site.Application();
        await running.Submit("taian-elderly", "PS3-LN");
        await running.Decide("taian-elderly.head", "SignDocument", "Signed");
        await using var head = await site.Visit(running, "taian-elderly.head");

        // The browser's database of chosen files answers only when it is let.
        await head.Page.RouteAsync("**/Forms/PartsControl.razor.js", route => route.FulfillAsync(new()
        {
            ContentType = "text/javascript",
            Body = """
                export async function kept() { await new Promise(release => window.release = release); return []; }
                export async function take() { return []; }
                """,
        }));
        await head.OpenWork("单位意见", "台安县");
        await head.Page.WaitForFunctionAsync("() => window.release");
        await head.Page.FillAsync("#comment", "同意申报");
        await head.Press("Approve");
        await head.Decided();

        await head.Page.EvaluateAsync("() => window.release()");
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "导航" }).ClickAsync();
        await Assertions.Expect(head.Page.Locator("header [aria-expanded=false]").First).ToBeVisibleAsync();
        await Assertions.Expect(head.Page.Locator(".finished-line")).ToBeVisibleAsync();
    }
}
