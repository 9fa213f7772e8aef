using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Inbox;

/// <summary>Finding one's work over the API: filters, order, search in every part, and the views that a person keeps.</summary>
public class InboxTests(PostgresCluster cluster)
{
    private const string Head = "liaoyang-edu.head";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Work_is_filtered_sorted_and_found_by_a_part_of_a_word_in_every_part_of_the_inbox(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var centre = await app.UpToTheSuperior("liaoyang-centre");
        var university = await app.UpToTheSuperior("liaoyang-ou");
        var mine = await app.As(Head).Get("/api/work-items");
        var lines = mine.Value["items"]!.AsArray();
        lines.Count.ShouldBe(2);
        var number = (await app.As(Head).Get($"/api/cases/{centre}")).Value["number"]!.GetValue<string>();

        (await Found($"text={Uri.EscapeDataString("开放大")}")).ShouldBe([university]);
        (await Found($"text={number.ToLowerInvariant()}")).ShouldBe([centre]);
        (await Found("level=county")).Count.ShouldBe(2);
        (await Found("level=city")).ShouldBeEmpty();
        (await Found("chainId=pilot-site-application&due=week")).ShouldBe([university, centre]);
        (await Found("urgent=true")).ShouldBeEmpty();
        (await Found("sort=oldest")).ShouldBe([centre, university]);
        (await Found("sort=due")).Count.ShouldBe(2);
        var unit = (await app.As(Head).Get($"/api/cases/{centre}")).Value["applicantId"]!.GetValue<string>();
        (await Found($"unitId={unit}")).ShouldBe([centre]);

        // Page by page, in an order of one's own.
        var first = (await app.As(Head).Get("/api/work-items?sort=oldest&take=1")).Value;
        Case(first["items"]![0]!).ShouldBe(centre);
        var second = (await app.As(Head).Get($"/api/work-items?sort=oldest&take=1&after={first["next"]}")).Value;
        Case(second["items"]![0]!).ShouldBe(university);
        second["next"].ShouldBeNull();
        (await app.As(Head).Get("/api/work-items/counts")).Value["byKind"]!["OpinionTask"]!.GetValue<int>().ShouldBe(2);

        (await app.Decide(Head, centre, "OpinionTask", "Approve", "同意")).Succeeded();
        (await Count($"/api/work-items/finished?text={Uri.EscapeDataString("社区")}", "items", Head)).ShouldBe(1);
        (await Count($"/api/work-items/finished?text={Uri.EscapeDataString("开放大学")}", "items", Head)).ShouldBe(0);
        (await Count($"/api/work-items/started?text={number}", null, "liaoyang-centre.handler")).ShouldBe(1);
        (await Count($"/api/work-items/started?text={Uri.EscapeDataString("没有的单位")}", null, "liaoyang-centre.handler")).ShouldBe(0);
        (await Count($"/api/work-items/escalated?text={number}", null, Head)).ShouldBe(0);
        (await Count($"/api/copies?text={Uri.EscapeDataString("没有的标题")}", null, Head)).ShouldBe(0);

        async Task<List<string>> Found(string query) => [.. (await app.As(Head).Get($"/api/work-items?{query}")).Value["items"]!.AsArray().Select(line => Case(line!))];

        async Task<int> Count(string path, string? member, string userName)
        {
            var answer = (await app.As(userName).Get(path)).Value;
            return (member is null ? answer : answer[member]!).AsArray().Count;
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_view_is_kept_under_a_name_for_its_owner_only(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var me = app.As(Head);
        (await me.Post("/api/me/views", new { name = " ", query = "due=overdue" })).Refused("view.name-required");
        (await me.Post("/api/me/views", new { name = new string('长', 31), query = "" })).Refused("view.name-too-long");
        (await me.Post("/api/me/views", new { name = "本周到期", query = "?sort=due&due=week&nonsense=1&level=heaven" })).Succeeded();
        (await me.Post("/api/me/views", new { name = "用印", query = "tab=seals&kind=OpinionTask" })).Succeeded();
        (await Mine(Head)).ShouldBe([("本周到期", "due=week&sort=due"), ("用印", "tab=seals")]);

        // The same name again replaces what it meant.
        (await me.Post("/api/me/views", new { name = "本周到期", query = "due=week" })).Succeeded();
        (await Mine(Head)).ShouldBe([("本周到期", "due=week"), ("用印", "tab=seals")]);
        (await Mine("liaoyang-edu.reviewer")).ShouldBeEmpty();

        var id = (await me.Get("/api/me/views")).Value[0]!["id"]!.GetValue<string>();
        (await app.As("liaoyang-edu.reviewer").Delete($"/api/me/views/{id}")).Refused("view.unknown");
        (await me.Delete($"/api/me/views/{id}")).Succeeded();
        (await Mine(Head)).ShouldBe([("用印", "tab=seals")]);
        for (var i = 0; i < 19; i++) (await me.Post("/api/me/views", new { name = $"视图{i}", query = "" })).Succeeded();
        (await me.Post("/api/me/views", new { name = "多一个", query = "" })).Refused("view.too-many");

        async Task<List<(string, string)>> Mine(string userName) =>
            [.. (await app.As(userName).Get("/api/me/views")).Value.AsArray().Select(v => (v!["name"]!.GetValue<string>(), v["query"]!.GetValue<string>()))];
    }

    private static string Case(JsonNode line) => line["caseId"]!.GetValue<string>();
}
