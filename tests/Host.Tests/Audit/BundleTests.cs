using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Audit.Bundles;
using Workflows.Host.Jobs;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>A case bundle is genuine as it comes, and whatever is done to it is found and named.</summary>
public class BundleTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_bundle_holds_the_whole_case_and_is_genuine(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var (id, bytes) = await Bundle(app);
        var found = VerifyBundle.Run(new MemoryStream(bytes));
        found.Faults.ShouldBeEmpty();
        found.Case.ShouldBe("PS3-LN-0001");
        found.Entries.ShouldBeGreaterThan(15);
        found.Fingerprint.ShouldBe((await app.As("platform.auditor").Get("/api/audit/checkpoint")).Value["fingerprint"]!.ToString());

        using var zip = new ZipArchive(new MemoryStream(bytes));
        var names = zip.Entries.Select(e => e.FullName).ToList();
        foreach (var file in new[] { "README.txt", "verify.html", "case.json", "opinions.json", "seals.json", "filings.json", "names.json", "trail.jsonl", "checkpoint.json", "manifest.json", "manifest.signature.json", "forms/pilot-site-1.json" }) names.ShouldContain(file);
        names.ShouldContain(n => n.StartsWith("papers/CaseForm-", StringComparison.Ordinal));
        names.ShouldContain(n => n.StartsWith("attachments/", StringComparison.Ordinal));
        names.ShouldContain("definition/pilot-site-application-v1.json");
        Read(zip, "definition/pilot-site-application-v1.svg").ShouldContain("填写资格申请表");
        Read(zip, "opinions.json").ShouldContain("同意申报");

        // The next one is newer by the entry that this one was made, which is not in the chain of the case.
        var again = VerifyBundle.Run(new MemoryStream(await Download(app, id)));
        (again.Faults.Count, again.Entries).ShouldBe((0, found.Entries));
    }

    [Fact]
    public async Task Only_whoever_may_see_the_case_with_its_assessment_gets_a_bundle()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        (await app.As("liaoyang-centre.handler").Get($"/api/cases/{id}/bundle")).Refused("case.unknown");
        (await app.As("sy-ou.handler").Get($"/api/cases/{id}/bundle")).Refused("case.unknown");
    }

    [Fact]
    public async Task Whatever_is_done_to_a_bundle_is_found_and_named()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, genuine) = await Bundle(app);
        foreach (var (altered, code, where) in Tampering.All(genuine, id)) Found(altered).ShouldContain(new BundleFault(code, where));
        Found(Tampering.Replace(genuine, false, Tampering.Paper(genuine), bytes => [.. bytes, .. "\n% more"u8])).ShouldContain(new BundleFault("paper-unsealed", Tampering.Paper(genuine)));
        Found("no archive"u8.ToArray()).Single().Code.ShouldBe("unreadable");
    }

    [Fact]
    public async Task Words_that_were_erased_by_their_verb_are_absent_from_a_bundle_that_is_genuine()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await Bundle(app);
        (await app.As("platform.securityAdministrator").Post($"/api/audit/case/{id}/erasure", new { sequences = new[] { 2, 4 }, reason = "依当事人请求" })).Succeeded();
        var erased = await Download(app, id);
        Found(erased).ShouldBeEmpty();
        Tampering.Lines(erased).Count(line => JsonNode.Parse(line)!["salt"] is null).ShouldBe(2);

        // Whoever leaves out the entry that says so is told of it, and so is whoever takes out more than it names.
        Found(Tampering.Tamper(erased, false, trail => trail.RemoveAll(line => line.Contains("audit.words-erased", StringComparison.Ordinal))))
            .Where(fault => fault.Code == "words-missing").Select(fault => fault.Where).ShouldBe([$"Case:{id}#2", $"Case:{id}#4"]);
        Found(Tampering.Tamper(erased, false, trail => trail[2] = Tampering.Without(trail[2], "words", "salt"))).ShouldContain(new BundleFault("words-missing", $"Case:{id}#3"));
    }

    [Fact]
    public async Task The_command_line_tells_a_genuine_bundle_from_another_by_its_exit_code()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (_, genuine) = await Bundle(app);
        var folder = Directory.CreateTempSubdirectory("bundle");
        try
        {
            var path = Path.Combine(folder.FullName, "case.zip");
            await File.WriteAllBytesAsync(path, genuine, Stop);
            using var said = new StringWriter();
            (await VerifyCommand.Run(path, said, Stop)).ShouldBe(0);
            var own = VerifyBundle.Run(new MemoryStream(genuine)).Fingerprint!;
            (await VerifyCommand.Run([path, VerifyCommand.FingerprintOption, own], said, Stop)).ShouldBe(0);
            (await VerifyCommand.Run([VerifyCommand.FingerprintOption, new string('f', 64), path], said, Stop)).ShouldBe(1);
            said.ToString().ShouldContain($"✗ key-unexpected {own}");
            await File.WriteAllBytesAsync(path, Tampering.Tamper(genuine, false, trail => trail.RemoveAt(4)), Stop);
            (await VerifyCommand.Run(path, said, Stop)).ShouldBe(1);
            (await VerifyCommand.Run(Path.Combine(folder.FullName, "none.zip"), said, Stop)).ShouldBe(2);
            said.ToString().ShouldContain("entry-missing");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A case that was filled in, opined on and sealed, with a file and the papers that were made of it.</summary>
    internal static async Task<(string Id, byte[] Bytes)> Bundle(RunningApplication app)
    {
        var (id, _) = await app.Begin("liaoyang-centre");
        (await app.As("liaoyang-centre.handler").Upload($"/api/cases/{id}/attachments", "证明.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF"))).Succeeded();
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        (await app.Decide("liaoyang-centre.head", id, "SignDocument", "Signed")).Succeeded();
        (await app.Decide("liaoyang-centre.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await app.Seal("liaoyang-centre.sealCustodian", id);
        await app.Services.GetRequiredService<MakePaper>().All(Stop);
        return (id, await Download(app, id));
    }

    private static async Task<byte[]> Download(RunningApplication app, string id)
    {
        var auditor = app.As("platform.auditor");
        (await auditor.Get("/api/me")).Succeeded();
        using var answer = await auditor.Http.GetAsync($"/api/cases/{id}/bundle", Stop);
        answer.EnsureSuccessStatusCode();
        answer.Headers.GetValues("X-Expected-Bytes").ShouldHaveSingleItem();
        answer.Headers.TransferEncodingChunked.ShouldBe(true, "it comes as it is written");
        return await answer.Content.ReadAsByteArrayAsync(Stop);
    }

    private static IReadOnlyList<BundleFault> Found(byte[] bundle) => VerifyBundle.Run(new MemoryStream(bundle)).Faults;

    private static string Read(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name).ShouldNotBeNull(name).Open());
        return reader.ReadToEnd();
    }
}
