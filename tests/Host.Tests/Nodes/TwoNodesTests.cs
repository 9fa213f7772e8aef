using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Host.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Studio;
using Workflows.Host.Timers;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Nodes;

/// <summary>Two nodes on one PostgreSQL: what is done on one is known, shown and gone on with on the other.</summary>
public class TwoNodesTests(PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Definitions = "/elsa/api/workflow-definitions";
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1), TwoSeconds = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(30);

    /// <summary>How long each news took. The machine may be busy with other tests: the quickest tells how fast it is.</summary>
    private readonly List<TimeSpan> waited = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_goes_from_node_to_node_and_whoever_looks_on_the_other_node_hears_of_each_step()
    {
        await using var here = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var there = await here.Beside();
        await Listening(here, there);
        var head = await Seat(there, "liaoyang-centre.head");
        var (id, _) = await here.Begin("liaoyang-centre");

        var heard = Heard(there, committed => committed.Principals.Contains(head));
        (await here.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        (await Comes(heard)).IsElsewhere.ShouldBeTrue();
        heard = Heard(here, committed => committed.Principals.Contains(head));
        (await there.Decide("liaoyang-centre.head", id, "SignDocument", "Signed")).Succeeded();
        (await Comes(heard)).Subjects.ShouldContain($"Case:{id}");
        waited.Min().ShouldBeLessThan(OneSecond);
        (await here.Decide("liaoyang-centre.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await there.Seal("liaoyang-centre.sealCustodian", id);

        (await here.Status(id)).ShouldBe(await there.Status(id));
        (await here.As("platform.auditor").Get($"/api/cases/{id}")).Value["openWork"]!.AsArray().ShouldNotBeEmpty();
        (await Reliability.Invariants.Broken(here.Services)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_published_on_one_node_is_offered_and_runs_on_the_other_within_two_seconds()
    {
        await using var here = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var there = await here.Beside();
        await Listening(here, there);
        foreach (var name in (string[])["Greeting", "Farewell", "Question"])
        {
            (await Offered(there)).ShouldNotContain(name);
            var chart = Charts.Row(name.ToLowerInvariant(), name, Charts.Line("say", name));
            chart["options"] = new System.Text.Json.Nodes.JsonObject { ["usableAsActivity"] = true };
            (await here.As(Administrator).Post(Definitions, new { model = chart, publish = true })).Succeeded();

            var start = Stopwatch.GetTimestamp();
            await Soon.Holds(Patience, async () => (await Offered(there)).Contains(name), "the other node offers what was published");
            waited.Add(Stopwatch.GetElapsedTime(start));
            (await there.As(Administrator).Post($"{Definitions}/{name.ToLowerInvariant()}/execute", new { })).Value["workflowState"]!["subStatus"]!.ToString().ShouldBe("Finished");
        }

        waited.Min().ShouldBeLessThan(TwoSeconds);
    }

    [Fact]
    public async Task The_designers_viewer_on_one_node_is_told_of_a_run_on_the_other()
    {
        await using var here = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var there = await here.Beside();
        await Listening(here, there);
        await here.Publish("waits", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "E", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } } ] }""");
        var id = await here.Start("waits");
        (await there.As(Administrator).Get("/api/me")).Succeeded();

        using var viewer = new ClientWebSocket();
        viewer.Options.SetRequestHeader("Authorization", there.As(Administrator).Http.DefaultRequestHeaders.Authorization!.ToString());
        await viewer.ConnectAsync(new UriBuilder(there.Address) { Scheme = "ws", Path = "/elsa/hubs/workflow-instance" }.Uri, Stop);
        await Say(viewer, """{"protocol":"json","version":1}""");
        await Say(viewer, $$"""{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["{{id}}"]}""");
        await Hear(viewer, "\"invocationId\":\"1\"");

        await here.Do(async scope =>
        {
            await scope.GetRequiredService<IEventPublisher>().PublishAsync("go");
            return true;
        });
        await here.Settle();
        await Hear(viewer, "WorkflowInstanceUpdatedAsync");
    }

    [Fact]
    public async Task Of_two_nodes_that_find_the_same_timers_due_each_timer_fires_on_one()
    {
        const int timers = 12;
        await using var here = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var there = await here.Beside();
        await here.Publish("waits", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "W", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:30:00" } } }, { "id": "L", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "once" } } } ] }""");
        for (var i = 0; i < timers; i++) await here.Start("waits");
        await here.Settle();
        here.Clock.Advance(TimeSpan.FromMinutes(31));

        var fired = await Task.WhenAll(new[] { here, there }.Select(node => Task.Run(() => node.Services.GetRequiredService<FireDueTimers>().Run(Stop), Stop)));

        fired.Sum().ShouldBe(timers);
        var instances = await here.Instances("waits");
        instances.Count.ShouldBe(timers);
        instances.ShouldAllBe(instance => instance.SubStatus == WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_node_whose_connection_is_cut_hears_again_and_everything_shown_is_read_again()
    {
        await using var here = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var there = await here.Beside();
        await Listening(here, there);
        var heard = Heard(there, committed => committed.MayBeAnything);

        await here.Services.GetRequiredService<UnitOfWork>().Read(
            (scope, token) => scope.GetRequiredService<ApprovalsDb>().Database.SqlQuery<bool>($"SELECT pg_terminate_backend(pid) AS \"Value\" FROM pg_stat_activity WHERE application_name = 'workflows-news' AND datname = current_database()").ToListAsync(token), Stop);
        await Comes(heard);

        there.Services.GetRequiredService<HearNodes>().Losses.ShouldBeGreaterThan(0);
        var (id, _) = await here.Begin("liaoyang-centre");
        var again = Heard(there, committed => committed.Subjects.Contains($"Case:{id}"));
        (await here.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        await Comes(again);
    }

    [Fact]
    public async Task What_is_too_much_to_name_is_told_as_anything()
    {
        await using var here = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var there = await here.Beside();
        await Listening(here, there);
        var heard = Heard(there, committed => committed.MayBeAnything);

        await here.Do(async scope =>
        {
            var audit = scope.GetRequiredService<AuditTrail>();
            for (var i = 0; i < 500; i++) await audit.Write(Subject.Organisation(1_000_000_000_000_000 + i), "test.noted", new AuditDetail(), Stop);
            return true;
        });
        await Comes(heard);
    }

    private static Task Listening(params RunningApplication[] nodes) => Task.WhenAll(nodes.Select(node => node.Services.GetRequiredService<HearNodes>().Listening.WaitAsync(Patience, TimeProvider.System, Stop)));

    private async Task<Committed> Comes(Task<Committed> heard)
    {
        var start = Stopwatch.GetTimestamp();
        var committed = await heard.WaitAsync(Patience, TimeProvider.System, Stop);
        waited.Add(Stopwatch.GetElapsedTime(start));
        return committed;
    }

    private static Task<Committed> Heard(RunningApplication node, Func<Committed, bool> fits)
    {
        var (unit, heard) = (node.Services.GetRequiredService<UnitOfWork>(), new TaskCompletionSource<Committed>(TaskCreationOptions.RunContinuationsAsynchronously));
        unit.Committed += committed =>
        {
            if (fits(committed)) heard.TrySetResult(committed);
        };
        return heard.Task;
    }

    private static Task<long> Seat(RunningApplication node, string userName) => node.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().Accounts.Where(a => a.UserName == userName)
            .Join(scope.GetRequiredService<ApprovalsDb>().SeatHoldings, a => a.PersonId, h => h.PersonId, (_, h) => h.SeatId).FirstAsync(token), Stop);

    private static async Task<List<string>> Offered(RunningApplication node) =>
        [.. (await node.As(Administrator).Get("/elsa/api/descriptors/activities")).Value["items"]!.AsArray().Select(each => each!["typeName"]!.ToString())];

    private static Task Say(ClientWebSocket viewer, string message) => viewer.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, Stop);

    private static async Task Hear(ClientWebSocket viewer, string part)
    {
        var (buffer, said) = (new byte[8192], new StringBuilder());
        while (!said.ToString().Contains(part, StringComparison.Ordinal))
        {
            var got = await viewer.ReceiveAsync(buffer, Stop).WaitAsync(Patience, TimeProvider.System, Stop);
            said.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
        }
    }
}
