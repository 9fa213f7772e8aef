using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Seals;
using Workflows.Host.Jobs;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Scans;

/// <summary>The paper path: printed with marks, sealed by hand, scanned askew and with dust, handed in, compared, entered in the register of seals.</summary>
public class ScanTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_form_sealed_on_paper_is_found_again_by_its_codes_and_stands_for_the_seal_once_a_person_confirmed_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var (id, pages) = await Printed(app);
        pages.Count.ShouldBeGreaterThan(1);
        var custodian = app.As("liaoyang-centre.sealCustodian");
        (await HandIn(custodian, id, [Noise()])).Refused("scan.no-code");
        (await HandIn(custodian, id, ["no picture"u8.ToArray()])).Refused("scan.no-pages");
        (await HandIn(app.As("sy-ou.sealCustodian"), id, pages)).Refused("case.unknown", HttpStatusCode.NotFound);

        // The last page is missing: told, and not to be confirmed.
        var partly = (await HandIn(custodian, id, pages.SkipLast(1).ToList())).Value;
        partly["missing"]!.AsArray().Select(m => m!.GetValue<int>()).ShouldBe([pages.Count]);
        (await custodian.Post($"/api/scans/{partly["id"]}/decision", new { isRight = true })).Refused("scan.pages-missing");
        (await custodian.Post($"/api/scans/{partly["id"]}/decision", new { isRight = false })).Refused("scan.reason-required");
        (await custodian.Post($"/api/scans/{partly["id"]}/decision", new { isRight = false, comment = "缺页" })).Succeeded();

        // In any order and askew each page finds its place beside the printed one.
        var scan = (await HandIn(custodian, id, Enumerable.Reverse(pages).ToList())).Value;
        scan["pages"]!.AsArray().Select(p => p!["page"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, pages.Count).Reverse());
        foreach (var which in new[] { "scanned", "printed" })
        {
            using var picture = SKBitmap.Decode(await custodian.Http.GetByteArrayAsync(new Uri($"/api/scans/{scan["id"]}/pages/1/{which}", UriKind.Relative), Stop));
            picture.Height.ShouldBeGreaterThan(1000);
        }

        var seal = (await custodian.Get("/api/seals")).Value[0]!["id"]!.GetValue<string>();
        var sealing = new { sealId = seal, scanId = scan["id"]!.GetValue<string>() };
        (await app.Decide("liaoyang-centre.sealCustodian", id, "ApplySeal", "Sealed", data: sealing)).Refused("scan.not-confirmed");
        (await custodian.Post($"/api/scans/{scan["id"]}/decision", new { isRight = true })).Succeeded();
        (await custodian.Post($"/api/scans/{scan["id"]}/decision", new { isRight = true })).Refused("scan.decided");
        (await app.Decide("liaoyang-centre.sealCustodian", id, "ApplySeal", "Sealed", data: sealing)).Succeeded();

        // The register has the use; the file says where the seal is and bears no electronic one.
        (await custodian.Get($"/api/seals/{seal}/uses")).Value.AsArray().ShouldHaveSingleItem();
        await app.Services.GetRequiredService<MakePaper>().All(Stop);
        var paper = (await app.As("platform.auditor").Get($"/api/cases/{id}/papers")).Value[0]!;
        var file = await custodian.Http.GetByteArrayAsync(new Uri($"/api/papers/{paper["id"]}/file", UriKind.Relative), Stop);
        (await app.Services.GetRequiredService<ISealProvider>().Check(file, Stop)).Signatures.ShouldBeEmpty();

        // What was printed before the seal is no longer what stands.
        (await HandIn(app.As("liaoyang-edu.head"), id, pages)).Refused("scan.old-form");
    }

    [Fact]
    public async Task What_was_printed_in_another_layout_cannot_be_laid_beside_this_one_and_is_printed_again()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, pages) = await Printed(app);
        var caseId = long.Parse(id, CultureInfo.InvariantCulture);
        (await app.Services.GetRequiredService<UnitOfWork>().Run<bool>(
            Actor.Job,
            async (scope, token) =>
            {
                var db = scope.GetRequiredService<ApprovalsDb>();
                var paper = await db.SealedPapers.OrderByDescending(p => p.Id).FirstAsync(p => p.CaseId == caseId, token);
                db.Entry(paper).Property(p => p.ContentHash).CurrentValue = await db.Keep("%PDF-1.7 of an earlier version"u8.ToArray(), token);
                await scope.GetRequiredService<AuditTrail>().Write(Subject.Paper(paper.Id), "test.entered", cancellation: token);
                return true;
            },
            Stop)).Value.ShouldBeTrue();
        (await HandIn(app.As("liaoyang-centre.sealCustodian"), id, pages)).Refused("scan.old-form");
    }

    /// <summary>The form printed, then rasterised as a scanner does, each page turned a little and with dust on it.</summary>
    private static async Task<(string CaseId, List<byte[]> Pages)> Printed(RunningApplication app)
    {
        var (id, _) = await app.Begin("liaoyang-centre");
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        (await app.Decide("liaoyang-centre.head", id, "SignDocument", "Signed")).Succeeded();
        (await app.Decide("liaoyang-centre.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Post($"/api/cases/{id}/papers")).Succeeded();
        await app.Services.GetRequiredService<MakePaper>().All(Stop);
        var paper = (await handler.Get($"/api/cases/{id}/papers")).Value[0]!["id"];
        var folder = Directory.CreateTempSubdirectory("workflows-scan");
        try
        {
            var pdf = Path.Combine(folder.FullName, "form.pdf");
            await File.WriteAllBytesAsync(pdf, await handler.Http.GetByteArrayAsync(new Uri($"/api/papers/{paper}/file", UriKind.Relative), Stop), Stop);
            if (!File.Exists("/usr/bin/pdftoppm"))
            {
                const string reason = "Expected pdftoppm, found none. Install it: apt-get install -y poppler-utils";
                if (Environment.GetEnvironmentVariable("WORKFLOWS_REQUIRE_ALL") == "1") Assert.Fail(reason);
                Assert.Skip(reason);
            }

            using var raster = Process.Start(new ProcessStartInfo("/usr/bin/pdftoppm", ["-r", "150", "-png", pdf, Path.Combine(folder.FullName, "page")]))!;
            await raster.WaitForExitAsync(Stop);
            raster.ExitCode.ShouldBe(0);
            return (id, [.. folder.GetFiles("page*.png").OrderBy(f => f.Name, StringComparer.Ordinal).Select((f, i) => SimulatedScan.Of(File.ReadAllBytes(f.FullName), 20230522 + i, isSealed: true))]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Noise()
    {
        using var empty = new SKBitmap(800, 1100);
        empty.Erase(SKColors.White);
        using var png = empty.Encode(SKEncodedImageFormat.Png, 90);
        return png.ToArray();
    }

    private static Task<ApiAnswer> HandIn(ApiClient client, string caseId, IReadOnlyList<byte[]> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (file, number) in files.Select((f, i) => (f, i)))
            form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } }, "files", $"{number}.jpg");
        return client.Send(new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{caseId}/scans") { Content = form });
    }
}
