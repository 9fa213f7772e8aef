using Microsoft.Playwright;

namespace Workflows.Browser.Tests.Forms;

/// <summary>A large file is paused, survives a reload of its page, goes on and is in the form.</summary>
public class UploadTests(Site site)
{
    [Fact]
    public async Task An_upload_is_paused_survives_a_reload_and_goes_on_where_it_stopped()
    {
        await using var running = await site.OwnApplication();
        await using var me = await site.Visit(running, "kangping-centre.handler");

        // The second part waits until it is let.
        await me.Page.RouteAsync("**/Forms/PartsControl.razor*.js", async route =>
        {
            var answer = await route.FetchAsync();
            var script = (await answer.TextAsync()).Replace("export function part(key, from, count) {", "export async function part(key, from, count) { if (from > 0 && !sessionStorage.passed) await new Promise(release => window.release = release);", StringComparison.Ordinal);
            script.ShouldContain("window.release");
            await route.FulfillAsync(new() { Response = answer, Body = script });
        });
        await me.StartByClicking("PS3-LN");
        var bytes = new byte[24 * 1024 * 1024 + 17];
        "%PDF-1.7"u8.CopyTo(bytes);
        var folder = Directory.CreateTempSubdirectory("workflows-upload");
        var file = Path.Combine(folder.FullName, "同意证明.pdf");
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        try
        {
            await me.Page.Locator("input[type=file]").First.SetInputFilesAsync(file);
            var upload = me.Page.Locator("[data-upload='同意证明.pdf']");
            await me.Page.WaitForFunctionAsync("() => window.release");
            await upload.GetByText("暂停", new() { Exact = true }).ClickAsync();
            await Assertions.Expect(upload).ToContainTextAsync("已暂停");

            // Resumed and paused again while the same part is on its way.
            await upload.GetByText("继续", new() { Exact = true }).ClickAsync();
            await upload.GetByText("暂停", new() { Exact = true }).ClickAsync();
            await Assertions.Expect(upload).ToContainTextAsync("已暂停 1.0");
            await me.Page.EvaluateAsync("() => { sessionStorage.passed = 1; window.release(); }");
            await Assertions.Expect(upload).ToContainTextAsync("已暂停 2.0");
            await Assertions.Expect(upload.Locator("[role=alert]")).ToHaveCountAsync(0);

            await me.Page.ReloadAsync();
            await me.Ready();
            await Assertions.Expect(upload).ToContainTextAsync("已暂停");
            await upload.GetByText("继续", new() { Exact = true }).ClickAsync();

            await Assertions.Expect(me.Page.Locator(".form-files")).ToContainTextAsync("同意证明.pdf", new() { Timeout = 60_000 });
            await Assertions.Expect(upload).ToHaveCountAsync(0);
            (await me.SeriousFindings()).ShouldBeEmpty();
            (await me.Fits()).ShouldBeTrue();
            var caseId = (await running.As("kangping-centre.handler").Get("/api/cases")).Value["items"]![0]!["id"]!.GetValue<string>();
            var stored = (await running.As("kangping-centre.handler").Get($"/api/cases/{caseId}/attachments")).Value.AsArray().ShouldHaveSingleItem()!;
            stored["size"]!.ToString().ShouldBe(bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
