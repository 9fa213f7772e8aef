using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>An auditor finds what was done by whom in all chains of the trail.</summary>
public class EntriesTests(PostgresCluster cluster)
{
    private const string Auditor = "platform.auditor";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Entries_are_found_by_who_what_about_what_and_when(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.UpToTheSuperior("liaoyang-centre");

        // What was done, in words or as its code.
        var signIns = await Found(app, "action=登录");
        signIns.ShouldNotBeEmpty();
        signIns.ShouldContain(e => Text(e, "action") == "session.begun");
        (await Found(app, "action=opinion.written")).ShouldAllBe(e => Text(e, "action") == "opinion.written");
        (await Found(app, "action=没有这件事")).ShouldBeEmpty();

        // Who did it, or whom it is about.
        var head = await Found(app, "person=辽阳县中心 负责人");
        head.ShouldNotBeEmpty();
        var me = (await app.As("liaoyang-centre.head").Get("/api/me")).Value;
        head.ShouldAllBe(e => Text(e, "person") == me["name"]!.ToString() || Text(e, "subject") == $"Person:{me["personId"]}");

        // What it is about: one thing, or a kind of things.
        (await Found(app, $"subject=Person:{me["personId"]}")).ShouldAllBe(e => Text(e, "subject") == $"Person:{me["personId"]}");
        var cases = await Found(app, "subject=Case");
        cases.ShouldAllBe(e => Text(e, "subject")!.StartsWith("Case:", StringComparison.Ordinal));
        cases.Select(e => e["at"]!.GetValue<DateTimeOffset>()).ShouldBeInOrder(SortDirection.Descending);

        // When.
        var day = app.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await Found(app, $"subject=Case&from={day}&to={day}")).Count.ShouldBe(cases.Count);
        (await Found(app, "subject=Case&to=2020-01-01")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_go_through_every_entry_once()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.UpToTheSuperior("liaoyang-centre");
        var all = new List<string>();
        for (string? before = ""; before is not null;)
        {
            var page = (await app.As(Auditor).Get($"/api/audit/entries?subject=Case{(before.Length == 0 ? "" : $"&before={before}")}")).Value;
            all.AddRange(page["entries"]!.AsArray().Select(e => e!["id"]!.ToString()));
            before = page["older"]?.ToString();
        }
        all.ShouldBeUnique();
        (await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.CountAsync(e => e.Subject.StartsWith("Case:")))).ShouldBe(all.Count);
    }

    [Fact]
    public async Task Whoever_is_no_auditor_or_administrator_reads_none()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        (await app.As("liaoyang-centre.handler").Get("/api/audit/entries")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await app.As("platform.securityAdministrator").Get("/api/audit/entries")).Succeeded();
    }

    private static async Task<IReadOnlyList<JsonNode>> Found(RunningApplication app, string query) => [.. (await app.As(Auditor).Get($"/api/audit/entries?{query}")).Value["entries"]!.AsArray().Select(e => e!)];

    private static string? Text(JsonNode entry, string member) => entry[member]?.ToString();
}
