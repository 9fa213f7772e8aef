using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Approvals;
using Workflows.Host.Jobs;
using Workflows.Host.Tests;
using Workflows.Host.Tests.Audit;
using Workflows.Persistence;

namespace Workflows.Browser.Tests.Audit;

/// <summary>An auditor takes a bundle out on the page of the trail; a stranger checks it with one file opened from disk.</summary>
public class BundleTests(Site site)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_checks_a_bundle_offline_and_finds_what_was_done_to_it()
    {
        await using var app = await site.OwnApplication();
        await app.UpToTheSuperior("liaoyang-centre", "PS3-LN");
        var id = await OnlyCase(app);
        await app.Services.GetRequiredService<MakePaper>().All(Stop);

        // Words that were lawfully erased are no fault.
        (await app.As("platform.securityAdministrator").Post($"/api/audit/case/{id}/erasure", new { sequences = new[] { 7 }, reason = "依当事人请求" })).Succeeded();
        var folder = Directory.CreateTempSubdirectory("stranger");
        try
        {
            var (bundle, page) = (Path.Combine(folder.FullName, "case.zip"), Path.Combine(folder.FullName, "verify.html"));
            await using (var auditor = await site.Visit(app, "platform.auditor"))
            {
                await auditor.Open($"/audit/{id}");
                var download = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.ClickAsync("[data-bundle]"));
                await download.SaveAsAsync(bundle);
                await Assertions.Expect(auditor.Page.Locator("[data-bundle-said]")).ToBeVisibleAsync();
                var verifier = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.ClickAsync("a[download='verify.html']"));
                await verifier.SaveAsAsync(page);
                await auditor.Picture("trail");
            }

            await using var stranger = await site.Visit(app, null);
            await stranger.Page.Context.SetOfflineAsync(true);
            await stranger.Page.GotoAsync(new Uri(page).AbsoluteUri);
            await Check(stranger.Page, bundle);
            await Assertions.Expect(stranger.Page.Locator("[data-verdict=good]")).ToContainTextAsync("PS3-LN-0001");
            await Assertions.Expect(stranger.Page.Locator("#fingerprint")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9a-f]{64}$"));
            await Assertions.Expect(stranger.Page.Locator("#scope")).ToContainTextAsync("不验证 PDF 内的电子签章");
            await Assertions.Expect(stranger.Page.Locator("#result")).ToContainTextAsync("负责人");
            await Assertions.Expect(stranger.Page.Locator("code[title^='sha256:']", new() { HasText = "papers/CaseForm-" }).First).ToBeVisibleAsync();
            var own = await stranger.Page.Locator("#fingerprint").InnerTextAsync();
            await stranger.Page.FillAsync("#expected", own.ToUpperInvariant());
            await stranger.Page.PressAsync("#expected", "Enter");
            await Assertions.Expect(stranger.Page.Locator("#result")).ToContainTextAsync("与您填写的一致");
            await stranger.Page.FillAsync("#expected", new string('0', 64));
            await stranger.Page.PressAsync("#expected", "Enter");
            await Assertions.Expect(stranger.Page.Locator($"tr[data-code='key-unexpected'][data-where='{own}']")).ToHaveCountAsync(1);
            (await stranger.SeriousFindings()).ShouldBeEmpty();
            (await stranger.Fits()).ShouldBeTrue();

            var genuine = await File.ReadAllBytesAsync(bundle, Stop);
            foreach (var (altered, code, where) in Tampering.All(genuine, id))
            {
                await File.WriteAllBytesAsync(bundle, altered, Stop);
                await Check(stranger.Page, bundle);
                await Assertions.Expect(stranger.Page.Locator("[data-verdict=bad]")).ToBeVisibleAsync();
                await Assertions.Expect(stranger.Page.Locator($"tr[data-code='{code}'][data-where='{where}']")).ToHaveCountAsync(1);
            }
            stranger.Forgive("file://");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_is_done_on_a_page_says_so_and_from_where()
    {
        await using var app = await site.OwnApplication();
        await app.Submit("liaoyang-centre", "PS3-LN");
        var id = await OnlyCase(app);
        await using (var head = await site.Visit(app, "liaoyang-centre.head"))
        {
            await head.OpenWork("负责人签字");
            await head.Press("Signed");
            await head.Confirm();
            await head.Decided();
        }
        var origin = await app.Services.GetRequiredService<UnitOfWork>().Read(
            (scope, _) => Task.FromResult(scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Subject == $"Case:{id}" && e.Action == "block.signed").Select(e => e.Origin).Single()), Stop);
        origin.ShouldBeOneOf("page 127.0.0.1", "page ::1");
    }

    private static async Task<string> OnlyCase(RunningApplication app) => (await app.As("platform.auditor").Get("/api/cases")).Value["items"]![0]!["id"]!.ToString();

    /// <summary>The page is asked anew for each bundle, so that no earlier answer can be taken for the new one.</summary>
    private static async Task Check(IPage page, string bundle)
    {
        await page.ReloadAsync();
        await page.SetInputFilesAsync("#file", bundle);
        await page.WaitForSelectorAsync(".verdict");
    }
}
