using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Inbox;

/// <summary>意见附件: files that go with an opinion, from handing them in to the printed form and the bundle.</summary>
public class EnclosureTests(PostgresCluster cluster)
{
    private const string Head = "liaoyang-edu.head", Handler = "liaoyang-edu.handler", Applicant = "liaoyang-centre.handler";

    private static readonly byte[] Report = [.. "%PDF-1.7 report"u8], Note = [.. "%PDF-1.7 note"u8];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_file_goes_with_an_opinion_is_seen_from_then_on_and_stays_with_it_when_the_case_was_returned(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var item = await app.As(Head).WorkOn(id, "OpinionTask");
        (await Upload(app, "liaoyang-edu.reviewer", id, item, "核查.pdf", Report)).Refused("work-item.not-yours", HttpStatusCode.Forbidden);
        (await Upload(app, Head, id, item, "核查.exe", [1, 2, 3])).Refused("attachment.kind");
        var file = (await Upload(app, Head, id, item, "实地核查.pdf", Report)).Value["id"]!.GetValue<string>();

        // Until the opinion is given it is nobody else's.
        (await app.As(Head).Get($"/api/attachments/{file}")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.As(Applicant).Get($"/api/attachments/{file}")).Refused("attachment.unknown", HttpStatusCode.NotFound);
        (await Files(app, Applicant, id)).ShouldNotContain("实地核查.pdf");

        // Somebody who is asked answers with a file too, which whoever asked reads.
        var handler = (await app.As(Head).Get($"/api/work-items/{item}/colleagues")).Value.AsArray().First(c => c!["role"]!.GetValue<string>() == "handler" && c["isOwn"]!.GetValue<bool>() && c["personId"] is not null)!;
        (await app.As(Head).Post($"/api/work-items/{item}/companions/delegated", new { seatId = handler["seatId"]!.GetValue<string>(), personId = handler["personId"]!.GetValue<string>(), words = "请核实" })).Succeeded();
        var asked = await app.As(Handler).WorkOn(id, "Delegated");
        var note = (await Upload(app, Handler, id, asked, "核实记录.pdf", Note)).Value["id"]!.GetValue<string>();
        (await Decide(app, Handler, asked, "Replied", "属实", file)).Refused("opinion.attachment-unknown");
        (await Decide(app, Handler, asked, "Replied", "属实", note)).Succeeded();
        (await app.As(Head).Get($"/api/work-items/{item}")).Value["companions"]![0]!["enclosures"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("核实记录.pdf");

        // A refused decision leaves it where it is; the next one takes it along.
        (await Decide(app, Head, item, "Return", null, file)).Refused("opinion.comment-required");
        (await Decide(app, Head, item, "Return", "场地与实地不符，请更正", "1")).Refused("opinion.attachment-unknown");
        (await Decide(app, Head, item, "Return", "场地与实地不符，请更正", file)).Succeeded();
        await app.Settle();
        (await Files(app, Applicant, id)).ShouldBe(["实地核查.pdf", "核实记录.pdf"], ignoreOrder: true);
        (await app.As(Applicant).Get($"/api/attachments/{file}")).Status.ShouldBe(HttpStatusCode.OK);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Report));
        (await Opinions(app, id)).Single(o => o["decision"]!.GetValue<string>() == "return")["enclosures"]!.AsArray().ShouldHaveSingleItem()!["contentHash"]!.GetValue<string>().ShouldBe(hash);
        (await app.As("platform.auditor").Get($"/api/cases/{id}/audit")).Value["entries"]!.AsArray().ShouldContain(e => e!["action"]!.GetValue<string>() == "opinion.written" && e["before"] != null && e["before"]!.GetValue<string>().Contains(hash));

        // Corrected and given anew: the returning opinion is void and keeps its file.
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        var again = await app.As(Head).WorkOn(id, "OpinionTask");
        (await Decide(app, Head, again, "Approve", "同意", file)).Refused("opinion.attachment-unknown");
        var second = (await Upload(app, Head, id, again, "复核结论.pdf", Report)).Value["id"]!.GetValue<string>();
        (await Decide(app, Head, again, "Approve", "经复核，同意", second)).Succeeded();
        await app.Settle();
        (await Opinions(app, id)).Where(o => o["block"]!.GetValue<string>() == "superiorOpinion").Select(o => (o["isVoid"]!.GetValue<bool>(), o["enclosures"]![0]!["name"]!.GetValue<string>())).ShouldBe([(true, "实地核查.pdf"), (false, "复核结论.pdf")], ignoreOrder: true);

        // On paper by name and hash; in the bundle with its bytes.
        await app.Seal("liaoyang-edu.sealCustodian", id);
        (await app.Printed(Head, id, "-raw")).ShouldContain($"附件1：复核结论.pdf（SHA-256{hash}）");
        using var zip = new ZipArchive(new MemoryStream(await app.As("platform.auditor").Http.GetByteArrayAsync(new Uri($"/api/cases/{id}/bundle", UriKind.Relative), TestContext.Current.CancellationToken)));
        await using (var entry = await zip.Entries.Single(e => e.FullName == $"attachments/{second}-复核结论.pdf").OpenAsync(TestContext.Current.CancellationToken))
            Convert.ToHexStringLower(await SHA256.HashDataAsync(entry, TestContext.Current.CancellationToken)).ShouldBe(hash);
    }

    private static Task<ApiAnswer> Upload(RunningApplication app, string userName, string caseId, string item, string name, byte[] bytes) => app.As(userName).Upload($"/api/cases/{caseId}/attachments?workItemId={item}", name, bytes);

    private static Task<ApiAnswer> Decide(RunningApplication app, string userName, string item, string outcome, string? comment, string file) =>
        app.As(userName).Post($"/api/work-items/{item}/decision", new { outcome, comment, data = new JsonObject { ["attachments"] = new JsonArray(file) } });

    private static async Task<IEnumerable<string>> Files(RunningApplication app, string userName, string id) =>
        (await app.As(userName).Get($"/api/cases/{id}/attachments")).Value.AsArray().Select(f => f!["name"]!.GetValue<string>()).Where(name => name is "实地核查.pdf" or "核实记录.pdf" or "复核结论.pdf");

    private static async Task<List<JsonNode>> Opinions(RunningApplication app, string id) =>
        [.. (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["marks"]!.AsArray().Where(m => m!["kind"]!.GetValue<string>() == "opinion").Select(m => m!)];
}
