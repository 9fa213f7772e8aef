using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Host.Jobs;
using Workflows.Host.Tests;

namespace Workflows.Browser.Tests.Scans;

/// <summary>The paper path: printed, sealed by hand, scanned, handed in, compared page by page, and put down as the seal.</summary>
public class ScanTests(Site site)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_custodian_hands_in_the_scan_of_a_form_sealed_by_hand_confirms_it_and_it_stands_for_the_seal()
    {
        const string raster = "/usr/bin/pdftoppm";
        if (!File.Exists(raster))
        {
            const string reason = "Expected pdftoppm, found none. Install it: apt-get install -y poppler-utils";
            if (Environment.GetEnvironmentVariable("WORKFLOWS_REQUIRE_ALL") == "1") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        await using var running = await site.OwnApplication();
        await running.Submit("liaoyang-ou", "PS3-LN");
        await running.Decide("liaoyang-ou.head", "SignDocument", "Signed");
        await running.Decide("liaoyang-ou.head", "OpinionTask", "Approve", "同意申报");
        var folder = Directory.CreateTempSubdirectory("workflows-scan");
        try
        {
            await using var me = await site.Visit(running, "liaoyang-ou.sealCustodian", new Device(1280));
            var page = me.Page;
            await me.Open("/inbox?tab=seals");
            await page.Locator(".row-link").First.ClickAsync();
            await page.WaitForSelectorAsync(".seal-choice img");
            var work = page.Url;

            await page.Locator(".on-paper summary").ClickAsync();
            await page.Locator(".on-paper a[href$='/scan']").ClickAsync();
            await page.Arrives("**/scan");
            await me.Ready();
            (await me.SeriousFindings()).ShouldBeEmpty();

            // A picture without marks is no page of the form.
            await page.SetInputFilesAsync("#scan-file", new FilePayload { Name = "空白.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF\n"u8.ToArray() });
            await Assertions.Expect(page.Locator(".refusal")).ToBeVisibleAsync(new() { Timeout = 60_000 });

            await page.SetInputFilesAsync("#scan-file", await Printed(running, folder, raster));
            await page.Arrives("**/scans/**", within: 120_000);
            await me.Ready();
            await Assertions.Expect(page.Locator(".scan-pair")).Not.ToHaveCountAsync(0);
            (await page.Locator(".scan-pair").CountAsync()).ShouldBeGreaterThan(1);
            (await me.SeriousFindings()).ShouldBeEmpty();
            await page.GetByText("核对一致", new() { Exact = true }).ClickAsync();
            await Assertions.Expect(page.Locator(".tag.settled")).ToBeVisibleAsync();

            await page.GotoAsync(work);
            await me.Ready();
            await page.WaitForSelectorAsync(".seal-choice img");
            await page.Locator(".on-paper summary").ClickAsync();
            await page.Locator(".on-paper input[type=radio]").CheckAsync();
            await me.Press("Sealed");
            await me.Confirm();
            await me.Decided();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await using var superior = await site.Visit(running, "liaoyang-edu.head", new Device(390, 844));
        await superior.OpenWork("上级主管部门意见");
        await Assertions.Expect(superior.Page.Locator("main")).ToContainTextAsync("同意申报");
        (await superior.Fits()).ShouldBeTrue();
    }

    /// <summary>The pages of the form as a scanner gives them.</summary>
    private static async Task<IReadOnlyList<string>> Printed(RunningApplication running, DirectoryInfo folder, string raster)
    {
        var handler = running.As("liaoyang-ou.handler");
        var id = (await handler.Get("/api/cases?take=10")).Value["items"]![0]!["id"]!.GetValue<string>();
        (await handler.Post($"/api/cases/{id}/papers")).Succeeded();
        await running.Services.GetRequiredService<MakePaper>().All(Stop);
        var paper = (await handler.Get($"/api/cases/{id}/papers")).Value[0]!["id"];
        var pdf = Path.Combine(folder.FullName, "form.pdf");
        await File.WriteAllBytesAsync(pdf, await handler.Http.GetByteArrayAsync(new Uri($"/api/papers/{paper}/file", UriKind.Relative), Stop), Stop);
        using var run = Process.Start(new ProcessStartInfo(raster, ["-r", "150", "-jpeg", pdf, Path.Combine(folder.FullName, "page")]))!;
        await run.WaitForExitAsync(Stop);
        run.ExitCode.ShouldBe(0);
        return [.. folder.GetFiles("page*.jpg").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.FullName)];
    }
}
