using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.WorkItems;
using Workflows.Host.Account;
using Workflows.Host.Figures;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Figures;

/// <summary>The figures are what a slow and honest count says, for whoever may see them, as page, program and file.</summary>
public class FiguresTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whatever_is_asked_the_figures_are_those_of_an_honest_count(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await new GeneratedWork(app, random).Write(cases: 60, finished: 900, open: 120);
        var rows = await Rows(app);

        FiguresQuery[] queries =
        [
            new(), new(Chain: "pilot-site-application"), new(Call: "PS3"), new(Call: "PS3-LN"), new(Region: "21"), new(Region: "2110"), new(Region: "11"),
            .. Enumerable.Range(0, 12).Select(_ => new FiguresQuery(
                random.Next(2) == 0 ? null : "pilot-site-application", random.Next(2) == 0 ? null : "PS3", random.Next(2) == 0 ? null : "21",
                random.Next(2) == 0 ? null : new DateOnly(2022, 12, 1).AddDays(random.Next(60)), random.Next(2) == 0 ? null : new DateOnly(2023, 2, 1).AddDays(random.Next(80)))),
        ];
        foreach (var query in queries)
        {
            var (figures, honest, about) = (await Figures(app, query), new HonestFigures(rows, query, app.Clock.GetUtcNow()), $"seed {seed}, {query}");
            figures.Cases.Select(c => $"{c.Status} {c.Level} {c.Count}").Order(StringComparer.Ordinal).ShouldBe(honest.Cases, about);
            figures.Steps.Select(s => $"{s.ChainId} {s.ActivityId} {s.Finished} {s.MedianSeconds} {s.NinetiethSeconds} {s.Returned} {s.Late} {s.Open} {s.Overdue}").Order(StringComparer.Ordinal).ShouldBe(honest.Steps, about);
            figures.Deadlines.Select(d => $"{d.Code} {d.InTime} {d.Late} {d.Overdue}").Order(StringComparer.Ordinal).ShouldBe(honest.Deadlines, about);
            figures.Returns.Select(r => $"{r.ChainId} {r.ActivityId} {r.Reason} {r.Count} {r.Last:O}").Order(StringComparer.Ordinal).ShouldBe(honest.Returns, about);
            figures.Seats.Select(s => $"{s.SeatId} {s.Open} {s.Overdue} {s.Finished} {s.MedianSeconds}").Order(StringComparer.Ordinal).ShouldBe(honest.Seats, about);
        }
        (await Figures(app, new FiguresQuery())).Steps.GroupBy(s => s.ChainId).Where(chain => chain.Any(s => s.MedianSeconds is not null)).ShouldAllBe(chain => chain.MaxBy(s => s.MedianSeconds)!.Heat == 5);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_finished_since_counts_at_once_and_what_came_late_within_a_minute(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        async Task<int> Finished() => (await Figures(app, new FiguresQuery())).Steps.Sum(s => s.Finished);
        var before = await Finished();
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var walked = await Finished();
        walked.ShouldBeGreaterThan(before);
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Return", "请补充材料")).Succeeded();
        (await Finished()).ShouldBe(walked + 1);
        (await Finished()).ShouldBe(walked + 1);
        (await Figures(app, new FiguresQuery())).Returns.ShouldHaveSingleItem().Reason.ShouldBe("请补充材料");

        await new GeneratedWork(app, new Random(1)).Write(cases: 1, finished: 40, open: 0);
        var decided = (await Rows(app)).Finished.Count(w => w is { Outcome: not null, Companion: null or CompanionKind.SignAfter });
        app.Clock.Advance(FinishedSteps.CountsEvery);
        (await Finished()).ShouldBe(decided);
    }

    [Fact]
    public async Task Whoever_organises_a_call_sees_the_figures_of_it_and_nobody_else_does()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.UpToTheSuperior("liaoyang-centre");
        var auditor = await app.As("platform.auditor").Get("/api/figures");
        auditor.Value["cases"]!.AsArray().Count.ShouldBeGreaterThan(0);

        var owner = app.As("ln-centre.head");
        var own = (await owner.Get("/api/figures?call=ps3-ln")).Value;
        own["cases"]!.AsArray().Select(c => $"{c!["status"]} {c["count"]}").ShouldBe(["inReview 1"]);
        own["chartOf"]!.ToString().ShouldBe("pilot-site-application");
        own["choices"]!["calls"]!.AsArray().Select(c => c!["key"]!.ToString()).ShouldNotContain("PS3");
        (await owner.Get("/api/figures?call=PS3")).Refused("call.unknown");

        // Without a call: those of all calls that the unit organises, and of no other.
        var each = 0;
        foreach (var call in own["choices"]!["calls"]!.AsArray()) each += Count((await owner.Get($"/api/figures?call={call!["key"]}")).Value);
        Count((await owner.Get("/api/figures")).Value).ShouldBe(each);
        each.ShouldBeGreaterThan(0);
        (await app.As("liaoyang-centre.handler").Get("/api/figures")).Refused("figures.not-yours", System.Net.HttpStatusCode.Forbidden);
        using var nobody = app.Anonymous();
        ((int)(await nobody.Get("/api/figures")).Status).ShouldBe(401);

        static int Count(JsonNode figures) => figures["cases"]!.AsArray().Sum(c => (int)c!["count"]!);
    }

    [Fact]
    public async Task Every_table_goes_out_as_a_spreadsheet_and_as_text_and_that_is_recorded()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        app.Clock.Advance(TimeSpan.FromHours(30));
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Return", "=1+1 请补充")).Succeeded();
        var auditor = app.As("platform.auditor");
        (await auditor.Get("/api/me")).Succeeded();
        foreach (var table in FigureTables.Keys)
        {
            using var sheet = await auditor.Http.GetAsync(new Uri($"/api/figures/{table}.xlsx?call=PS3-LN", UriKind.Relative), Stop);
            using var bytes = new MemoryStream(await sheet.Content.ReadAsByteArrayAsync(Stop));
            using var document = SpreadsheetDocument.Open(bytes, false);
            var read = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList()).ToList();
            read[1][0].ShouldBe("PS3-LN");
            var csv = (await auditor.Get($"/api/figures/{table}.csv?call=PS3-LN")).Succeeded().Text;
            csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(read.Count - 2, table);
            if (table == "returns") csv.ShouldContain("'=1+1 请补充");
            if (table == "steps") csv.ShouldContain(",30,");
        }
        (await auditor.Get("/api/figures/other.csv")).Refused("table.unknown");
        (await auditor.Get("/api/figures/chart.svg?chain=pilot-site-application")).Text.ShouldContain("data-shade=\"heat-5\"");
        var taken = await app.Services.GetRequiredService<UnitOfWork>().Read((scope, token) => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Action == "table.exported").Select(e => e.Before).ToListAsync(token), Stop);
        taken.Count.ShouldBeGreaterThanOrEqualTo(2 * FigureTables.Keys.Count);
        taken.ShouldAllBe(of => of == "PS3-LN");
    }

    private static Task<FiguresView> Figures(RunningApplication app, FiguresQuery query) => app.Services.GetRequiredService<UnitOfWork>().Read(
        async (scope, token) => (await scope.GetRequiredService<ReadFigures>().Run((await scope.GetRequiredService<FindCaller>().Named("platform.auditor", token)).ShouldNotBeNull(), query, token)).Value, Stop);

    private static Task<AllRows> Rows(RunningApplication app) => app.Services.GetRequiredService<UnitOfWork>().Read(
        async (scope, token) =>
        {
            var db = scope.GetRequiredService<ApprovalsDb>();
            return new AllRows(
                await db.Cases.AsNoTracking().ToListAsync(token), await db.FinishedWorkItems.AsNoTracking().ToListAsync(token), await db.WorkItems.AsNoTracking().ToListAsync(token), await db.Organisations.AsNoTracking().ToListAsync(token), await db.Calls.AsNoTracking().ToListAsync(token));
        }, Stop);
}
