using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>The trail of a case as an auditor reads it: who acted, for whom, on which seat, on which document.</summary>
public class AuditPageTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private const string Head = "liaoyang-edu.head", Reviewer = "liaoyang-edu.reviewer";

    [Fact]
    public async Task A_substitute_is_shown_with_the_person_for_whom_and_the_seat_on_which_and_the_document()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var (from, to) = (app.Clock.GetUtcNow(), app.Clock.GetUtcNow().AddDays(3));
        (await app.As(Head).Post("/api/me/substitutions", new { substituteId = (await app.As(Reviewer).Get("/api/me")).Value["personId"]!.ToString(), from, to, reason = "出差" })).Succeeded();
        (await app.Decide(Reviewer, id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        var auditor = app.As("platform.auditor");

        var entry = (await auditor.Get($"/api/cases/{id}/audit")).Value["entries"]!.AsArray().Last(e => e!["action"]!.ToString() == "opinion.written")!;
        var (person, other, hash) = (entry["person"]!.ToString(), entry["onBehalfOf"]!.ToString(), entry["documentHash"]!.ToString());
        other.ShouldNotBe(person);
        entry["role"]!.ToString().ShouldBe("head");
        entry["seatId"].ShouldNotBeNull();

        var page = WebUtility.HtmlDecode((await auditor.Get($"/audit/{id}")).Text);
        page.ShouldContain($"{person} 代 {other}");
        page.ShouldContain($"title=\"{hash}\" data-document");

        using var answer = await auditor.Http.GetAsync($"/api/cases/{id}/bundle", Stop);
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Stop)));
        using var names = new StreamReader(zip.GetEntry("names.json")!.Open());
        var known = JsonNode.Parse(await names.ReadToEndAsync(Stop))!;
        known["roles"]!["Head"]!.ToString().ShouldBe("负责人");
        known["people"]!.AsObject().Select(each => each.Value!.ToString()).ShouldContain(other);
    }
}
