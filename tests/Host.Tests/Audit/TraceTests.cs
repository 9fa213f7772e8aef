using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Cases;
using Workflows.Approvals.Communities;
using Workflows.Host.Account;
using Workflows.Host.Audit.Tracing;
using Workflows.Host.Parts;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Lists;
using Workflows.Host.Tests.Scenarios;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>A case is found by whatever is remembered of it, and every step that it took is told.</summary>
public class TraceTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_case_is_found_by_number_unit_document_person_seal_call_day_and_state(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var (other, _) = await app.Begin("sy-ou");
        (await Found(app, "text=ps3-ln-0001")).ShouldBe([id]);
        (await Found(app, "text=" + Uri.EscapeDataString("辽阳县社区教育中心"))).ShouldBe([id]);
        (await Found(app, "text=" + Uri.EscapeDataString("沈阳"))).ShouldBe([other]);
        var printed = (await app.As("platform.auditor").Get("/api/calls/PS3-LN")).Value["documentNumber"]?.ToString() ?? "辽社指[2023]16号";
        foreach (var typed in new[] { printed, printed.Replace('〔', '[').Replace('〕', ']'), printed.Replace('[', '（').Replace(']', '）').Replace("号", " 号", StringComparison.Ordinal) })
            (await Found(app, "text=" + Uri.EscapeDataString(typed))).ShouldBe([other, id], typed);
        (await Found(app, "person=" + Uri.EscapeDataString("辽阳县中心 负责人"))).ShouldBe([id]);
        (await Found(app, "seal=" + Uri.EscapeDataString("辽阳县社区教育中心"))).ShouldBe([id]);
        (await Found(app, "call=ps3")).ShouldBe([other, id]);
        (await Found(app, "call=PS3-LN&status=draft")).ShouldBe([other]);
        (await Found(app, "text=PS3-LN&from=2023-05-22&to=2023-05-22")).ShouldBe([other, id]);
        (await Found(app, "to=2023-05-21")).ShouldBeEmpty();
        (await Found(app, "text=PS3-LN&from=0001-01-01&to=9999-12-31")).ShouldBe([other, id]);
        (await Found(app, "text=nothing")).ShouldBeEmpty();
        ((int)(await app.As("liaoyang-centre.head").Get("/api/trace")).Status).ShouldBe(403);
    }

    [Fact]
    public async Task The_trace_tells_the_path_the_time_of_each_step_the_return_and_the_voided_seal()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        await app.MoveTo(RunningApplication.Start.AddHours(30));
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Return", "请补充材料")).Succeeded();
        app.Clock.Advance(TimeSpan.FromHours(2));
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm(form => form["intendedProject"] = "family"))).Succeeded();

        var trace = await Trace(app, id);
        trace.Number.ShouldBe("PS3-LN-0001");
        var returned = trace.Steps.Single(step => step.IsReturn);
        (returned.Outcome, returned.Comment, returned.ActivityId).ShouldBe(("Return", "请补充材料", "superior-opinion"));
        returned.Spent(app.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromHours(30));
        trace.Steps.Last().FinishedAt.ShouldBeNull();
        trace.Voided.ShouldNotBeEmpty();
        var chart = trace.Chart.ShouldNotBeNull();
        (chart.DefinitionId, chart.Version).ShouldBe(("pilot-site-application", 1));
        chart.Taken.ShouldContain(("fill", "validate"));
        chart.Taken.ShouldContain(("superior", "superior-opinion"));
        chart.Taken.ShouldNotContain(("route", "collect"));
        chart.Returns.ShouldBe([("superior-opinion", "fill")]);
        chart.Runs.Single(run => run.ActivityId == "fill").Runs.ShouldBe(2);
        chart.Runs.Single(run => run.ActivityId == "superior-opinion").Waited.ShouldBe(TimeSpan.FromHours(30));

        var svg = ChartPicture.Svg(JsonNode.Parse(chart.Root)!.AsObject(), "x", null, chart.Taken.ToHashSet(), chart.Returns.ToHashSet());
        svg.ShouldContain("data-way=\"Back\"");
        System.Xml.Linq.XDocument.Parse(svg).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Fact]
    public async Task A_published_list_is_compared_with_its_filing_and_its_cases()
    {
        var (running, _) = await PublishedCall.Published(DatabaseKind.Sqlite, cluster);
        await using var app = running;
        var list = (await Compared(app)).ShouldHaveSingleItem();
        list.Fits.ShouldBeTrue();
        list.FilingNumber.ShouldNotBeNull();
        list.Listed.ShouldBeGreaterThan(0);

        await Sql(app, "UPDATE \"Cases\" SET \"Status\" = 'Rejected' WHERE \"Id\" IN (SELECT \"CaseId\" FROM \"ListEntries\" WHERE \"IsListed\")");
        var misfit = (await Compared(app)).ShouldHaveSingleItem();
        misfit.Fits.ShouldBeFalse();
        misfit.Misfits.Count.ShouldBe(list.Listed);

        await Sql(app, "DROP TRIGGER \"Filings_delete\"; DELETE FROM \"Filings\"");
        (await Compared(app)).ShouldHaveSingleItem().Faults.ShouldBe(["unfiled"]);
    }

    [Theory]
    [InlineData("brand-centre-case.levels.scenario.json")]
    [InlineData("selection-nomination.levels.scenario.json")]
    public async Task A_level_that_was_skipped_is_told_with_its_reason_and_its_box(string file)
    {
        await using var app = await Played(file);
        var skipped = (await Traces(app)).SelectMany(trace => trace.Skipped.Select(skip => (skip, trace))).ToList();
        skipped.ShouldNotBeEmpty();
        foreach (var (skip, trace) in skipped)
        {
            skip.Block.ShouldNotBeEmpty();
            skip.Reason.ShouldNotBeNullOrWhiteSpace();
            JsonNode.Parse(trace.Chart.ShouldNotBeNull().Root)!["activities"]!.AsArray().Select(a => a!["id"]!.ToString()).ShouldContain(skip.Activity);
        }
    }

    [Fact]
    public async Task Behind_an_exit_stands_the_attendance_that_led_to_it()
    {
        await using var app = await Played("withdrawal.automatic.scenario.json");
        var exits = (await Traces(app)).Where(trace => trace.Status is CaseStatus.Exiting or CaseStatus.Exited && trace.Attendance.Count > 0).ToList();
        exits.ShouldNotBeEmpty();
        foreach (var exit in exits)
        {
            exit.Attendance.ShouldContain(line => line.Status == AttendanceStatus.Absent && line.Counts);
            exit.Attendance.Select(line => line.At).ShouldBeInOrder();
            exit.Attendance.ShouldAllBe(line => line.Gathering.Length > 0);
        }
    }

    private async Task<RunningApplication> Played(string file)
    {
        var (scenario, findings) = ScenarioFiles.Read(ScenarioFiles.All.Single(each => each.EndsWith(file, StringComparison.Ordinal)));
        findings.ShouldBeEmpty();
        var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, scenario!.Start);
        await new ScenarioPlayer(app, scenario).Run();
        return app;
    }

    private static async Task<IReadOnlyList<CaseTrace>> Traces(RunningApplication app)
    {
        var cases = await app.Services.GetRequiredService<UnitOfWork>().Read((scope, token) => scope.GetRequiredService<WorkflowsDb>().Cases.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(token), Stop);
        var traces = new List<CaseTrace>();
        foreach (var id in cases) traces.Add(await Ask(app, async (scope, auditor) => (await scope.GetRequiredService<ReadTrace>().Run(auditor, id, Stop)).ShouldNotBeNull()));
        return traces;
    }

    private static async Task<IReadOnlyList<string>> Found(RunningApplication app, string query) =>
        [.. (await app.As("platform.auditor").Get($"/api/trace?{query}")).Value.AsArray().Select(c => c!["id"]!.ToString())];

    private static Task<CaseTrace> Trace(RunningApplication app, string id) => Ask(app, async (scope, auditor) =>
        (await scope.GetRequiredService<ReadTrace>().Run(auditor, long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), Stop)).ShouldNotBeNull());

    private static Task<IReadOnlyList<ComparedList>> Compared(RunningApplication app) => Ask(app, (scope, auditor) => scope.GetRequiredService<CompareLists>().Run(auditor, Stop));

    private static Task<T> Ask<T>(RunningApplication app, Func<IServiceProvider, Caller, Task<T>> read) => app.Services.GetRequiredService<UnitOfWork>().Read(
        async (scope, token) => await read(scope, (await scope.GetRequiredService<FindCaller>().Named("platform.auditor", token)).ShouldNotBeNull()), Stop);

    private static Task<int> Sql(RunningApplication app, string statement) => app.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<WorkflowsDb>().Database.ExecuteSqlRawAsync(statement, token), Stop);
}
