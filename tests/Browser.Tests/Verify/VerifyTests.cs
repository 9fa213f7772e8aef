using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Workflows.Host.Jobs;

namespace Workflows.Browser.Tests.Verify;

/// <summary>Anybody with a phone or a desk checks a document that was sealed here.</summary>
public class VerifyTests(Site site)
{
    [Fact]
    public async Task A_sealed_form_is_opened_from_its_case_and_checked_by_code_and_by_dropping_the_file()
    {
        await using var running = await site.OwnApplication();
        await running.UpToTheSuperior("liaoyang-ou", "PS3-LN");
        await running.Services.GetRequiredService<MakePaper>().All(TestContext.Current.CancellationToken);
        var caseId = (await running.As("liaoyang-ou.handler").Get("/api/cases")).Value["items"]![0]!["id"]!.GetValue<string>();
        var paper = (await running.As("liaoyang-ou.handler").Get($"/api/cases/{caseId}/papers")).Value[0]!;
        var code = paper["code"]!.GetValue<string>();
        var file = Path.Combine(Directory.CreateTempSubdirectory("workflows-verify").FullName, "form.pdf");
        await File.WriteAllBytesAsync(file, await running.As("liaoyang-ou.handler").Http.GetByteArrayAsync(new Uri($"/api/papers/{paper["id"]}/file", UriKind.Relative), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        await using (var me = await site.Visit(running, "liaoyang-ou.handler"))
        {
            await me.Open($"/cases/{caseId}");
            await me.Page.WaitForSelectorAsync(".paper-line");
            await Assertions.Expect(me.Page.Locator(".papers")).ToContainTextAsync(code);
            await Assertions.Expect(me.Page.Locator(".paper-links a").First).ToHaveAttributeAsync("href", $"/api/papers/{paper["id"]}/file");
        }

        foreach (var (device, valid, notOurs) in new[] { (new Device(), "有效", "非本系统出具"), (new Device(390, 844, "en"), "Valid", "Not ours") })
        {
            await using var anybody = await site.Visit(running, null, device);
            await anybody.Page.GotoAsync("/verify");
            await anybody.Page.FillAsync("input[name=c]", code.ToLowerInvariant().Replace('-', ' '));
            await anybody.Page.ClickAsync("form[method=get] button");
            await Assertions.Expect(anybody.Page.Locator(".verdict h2")).ToContainTextAsync(valid);
            await Assertions.Expect(anybody.Page.Locator(".verdict")).ToContainTextAsync("*");
            (await anybody.SeriousFindings()).ShouldBeEmpty();
            (await anybody.Fits()).ShouldBeTrue();
            await anybody.Picture(device.Width > 1000 ? "verify" : "verify-phone");

            await anybody.Page.SetInputFilesAsync("input[type=file]", file);
            await anybody.Page.ClickAsync("form[method=post] button");
            await Assertions.Expect(anybody.Page.Locator(".verdict h2")).ToContainTextAsync(valid);

            // Let go over the box, the file is checked at once.
            await anybody.Page.GotoAsync("/verify");
            await using (var dropped = await anybody.Page.EvaluateHandleAsync(
                "text => { const carried = new DataTransfer(); carried.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], 'form.pdf', { type: 'application/pdf' })); return carried; }",
                Convert.ToBase64String(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))))
                await anybody.Page.Locator(".drop").DispatchEventAsync("drop", new { dataTransfer = dropped });
            await Assertions.Expect(anybody.Page.Locator(".verdict h2")).ToContainTextAsync(valid);

            await anybody.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "other.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4"u8.ToArray() });
            await anybody.Page.ClickAsync("form[method=post] button");
            await Assertions.Expect(anybody.Page.Locator(".verdict h2")).ToContainTextAsync(notOurs);
        }
    }
}
