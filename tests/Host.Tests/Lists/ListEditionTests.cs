using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Jobs;
using Workflows.Paper.Tables;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Lists;

/// <summary>A published list as PDF, page, spreadsheet, text and feed; corrected and withdrawn by new editions that show the old ones.</summary>
public class ListEditionTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_list_is_read_in_every_form_and_corrected_and_withdrawn_by_new_editions_that_show_the_old_ones(DatabaseKind kind)
    {
        var (app, first) = await PublishedCall.Published(kind, cluster);
        await using var running = app;
        var (anybody, publisher) = (app.Anonymous(), app.As("caea.caeaPublisher"));

        // While its PDF is made the page says how far that is, and looks again by itself; then the file is there.
        var making = (await anybody.Get($"/lists/{first}")).Text;
        making.ShouldContain("data-follow=\"2\"");
        making.ShouldContain("<progress");
        await app.Services.GetRequiredService<MakePaper>().All(Stop);
        (await anybody.Get($"/lists/{first}")).Text.ShouldNotContain("<progress");
        var code = (await anybody.Get($"/api/lists/{first}/papers")).Value[0]!["code"]!.GetValue<string>();
        (await Verdict(app, code)).ShouldBe("valid");

        // Every form of the same list.
        var csv = await anybody.Http.GetByteArrayAsync(new Uri($"/api/lists/{first}/table.csv", UriKind.Relative), Stop);
        csv.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble).ShouldBeTrue();
        Encoding.UTF8.GetString(csv).ShouldContain("辽阳县");
        var sheet = await anybody.Http.GetByteArrayAsync(new Uri($"/api/lists/{first}/table.xlsx", UriKind.Relative), Stop);
        sheet.AsSpan(0, 2).SequenceEqual("PK"u8).ShouldBeTrue();
        var page = WebUtility.HtmlDecode((await anybody.Get($"/lists/{first}")).Text);
        foreach (var words in new[] { $"/api/lists/{first}/table.xlsx", $"/api/lists/{first}/table.csv", "/api/lists/feed", "/api/papers/" }) page.ShouldContain(words);
        Entries(await Feed(app)).ShouldHaveSingleItem().ShouldEndWith($"/lists/{first}");

        // Only the publisher corrects, with a reason, and only what is on the list.
        var unit = (await publisher.Get($"/api/lists/{first}")).Value["units"]!.AsArray().ShouldHaveSingleItem()!;
        var caseId = await CaseId(app, unit["caseNumber"]!.GetValue<string>());
        object Correction(string? note, string name) => new { note, names = new Dictionary<string, string> { [caseId] = name } };
        var way = $"/lists/{first}/revise";
        (await publisher.Get($"/lists/{first}")).Text.ShouldContain(way);
        foreach (var other in new[] { anybody, app.As("liaoyang-centre.head") }) (await other.Get($"/lists/{first}")).Text.ShouldNotContain(way);
        (await anybody.Post($"/api/lists/{first}/corrections", Correction("更正", "新名称"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.As("liaoyang-centre.head").Post($"/api/lists/{first}/corrections", Correction("更正", "新名称"))).Refused("list.not-yours", HttpStatusCode.Forbidden);
        (await publisher.Post($"/api/lists/{first}/corrections", Correction(null, "新名称"))).Refused("list.change-note");
        (await publisher.Post($"/api/lists/{first}/corrections", Correction("更正", unit["unit"]!.GetValue<string>()))).Refused("list.nothing-corrected");
        (await publisher.Post($"/api/lists/{first}/corrections", new { note = "更正", names = new Dictionary<string, string> { ["1"] = "谁" } })).Refused("list.unknown-case");
        var second = (await publisher.Post($"/api/lists/{first}/corrections", Correction("单位名称以公章为准", "=辽阳县社区教育指导中心（更正）"))).Value["id"]!.GetValue<string>();
        (await publisher.Post($"/api/lists/{first}/corrections", Correction("再更正", "新名称"))).Refused("list.replaced", HttpStatusCode.Conflict);

        // The old edition stays and points on; the new one says why and keeps the filing; a formula is harmless.
        WebUtility.HtmlDecode((await anybody.Get($"/lists/{first}")).Text).ShouldContain($"/lists/{second}");
        var corrected = (await anybody.Get($"/api/lists/{second}")).Value;
        corrected["list"]!["filingNumber"]!.GetValue<string>().ShouldBe("备案[2023]001号");
        corrected["editions"]!.AsArray().Count.ShouldBe(2);
        WebUtility.HtmlDecode((await anybody.Get($"/lists/{second}")).Text).ShouldContain("单位名称以公章为准");
        Encoding.UTF8.GetString(await anybody.Http.GetByteArrayAsync(new Uri($"/api/lists/{second}/table.csv", UriKind.Relative), Stop)).ShouldContain(",'=辽阳县");
        (await anybody.Get("/api/lists")).Value.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe(second);
        Entries(await Feed(app)).ShouldHaveSingleItem().ShouldEndWith($"/lists/{second}");
        (await Verdict(app, code)).ShouldBe("corrected");
        await app.Services.GetRequiredService<MakePaper>().All(Stop);
        var corrigendum = (await anybody.Get($"/api/lists/{second}/papers")).Value[0]!["code"]!.GetValue<string>();
        (await Verdict(app, corrigendum)).ShouldBe("valid");

        // Withdrawn: nobody is listed any more, the list says so, and both older papers are told.
        var third = (await publisher.Post($"/api/lists/{second}/withdrawal", new { note = "评定程序有误" })).Value["id"]!.GetValue<string>();
        (await publisher.Post($"/api/lists/{third}/withdrawal", new { note = "再次" })).Refused("list.withdrawn");
        WebUtility.HtmlDecode((await anybody.Get($"/lists/{third}")).Text).ShouldContain("评定程序有误");
        (await anybody.Get("/api/lists")).Value.AsArray().ShouldHaveSingleItem()!["withdrawnAt"].ShouldNotBeNull();
        (await app.As("platform.auditor").Get($"/api/cases/{caseId}")).Value["status"]!.GetValue<string>().ShouldBe("notListed");
        foreach (var old in new[] { code, corrigendum }) (await Verdict(app, old)).ShouldBe("withdrawn");
    }

    [Fact]
    public void What_a_spreadsheet_would_run_is_made_harmless_and_quotes_are_doubled()
    {
        var list = new ListTable("名单", "协会", null, null, null, [new ListRow(1, "辽宁省", "=HYPERLINK(\"x\")"), new ListRow(2, null, "甲，\"乙\",丙"), new ListRow(3, null, "@SUM(A1)"), new ListRow(4, null, "\t=1")]);
        var lines = Encoding.UTF8.GetString(ListTable.Csv(list)).Split("\r\n");
        lines[1].ShouldBe("1,辽宁省,\"'=HYPERLINK(\"\"x\"\")\"");
        lines[2].ShouldBe("2,,\"甲，\"\"乙\"\",丙\"");
        lines[3].ShouldBe("3,,'@SUM(A1)");
        lines[4].ShouldBe("4,,'\t=1");
    }

    private static async Task<XDocument> Feed(RunningApplication app) => XDocument.Parse(await app.Anonymous().Http.GetStringAsync(new Uri("/api/lists/feed", UriKind.Relative), Stop));

    private static List<string> Entries(XDocument feed)
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        return [.. feed.Root!.Elements(atom + "entry").Select(e => e.Element(atom + "id")!.Value)];
    }

    private static async Task<string> CaseId(RunningApplication app, string number) =>
        (await app.As("platform.auditor").Get("/api/cases?take=200")).Value["items"]!.AsArray().Single(c => c!["number"]!.GetValue<string>() == number)!["id"]!.GetValue<string>();

    private static async Task<string> Verdict(RunningApplication app, string code) => (await app.Anonymous().Get($"/api/verify/{code}")).Value["verdict"]!.GetValue<string>();
}
