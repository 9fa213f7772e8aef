using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine.Storage;
using Workflows.Host.Nodes;
using Workflows.Host.Notifications;
using Workflows.Host.Queue;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.Persistence.Nodes;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Running;

/// <summary>How the program runs, as its tables, schedules and jobs say.</summary>
public class OperationsTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Administrators_and_auditors_see_what_waits_what_is_late_and_what_was_given_up_and_nobody_else_does(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Settle();
        await app.Services.GetRequiredService<TellPeople>().Run(Stop);
        var before = await Load(app);
        await app.UpToTheSuperior("liaoyang-centre");
        await app.Publish("waits", """{ "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [ { "id": "W", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "02:00:00" } } } ] }""");
        var instance = await app.Start("waits");
        await app.Do(scope =>
        {
            scope.GetRequiredService<IWorkflowStore>().AddQueuedWork(new QueuedWork { Id = "parked", Kind = QueuedWorkKind.ResumeBookmark, Payload = "{}", EnqueuedAt = app.Clock.GetUtcNow(), NotBefore = QueuedWork.Parked, Attempts = WorkOffQueue.MostAttempts });
            return Task.FromResult(true);
        });

        // The clock moves on, and nothing in the background does what is due.
        app.Clock.Advance(TimeSpan.FromHours(3));
        var now = (await app.As("platform.auditor").Get("/api/operations")).Value;
        var load = now["load"]!;
        Running(load).ShouldBe(Running(before) + 2);
        load["openWorkItems"]!.GetValue<int>().ShouldBe(before["openWorkItems"]!.GetValue<int>() + 1);
        load["queue"]!["givenUp"]!.GetValue<int>().ShouldBe(1);
        load["outbox"]!["waiting"]!.GetValue<int>().ShouldBeGreaterThan(0);
        load["outbox"]!["oldest"]!.GetValue<DateTimeOffset>().ShouldBe(RunningApplication.Start, TimeSpan.FromMinutes(1));
        load["timers"]!["waiting"]!.GetValue<int>().ShouldBe(1);
        load["timers"]!["oldest"]!.GetValue<DateTimeOffset>().ShouldBe(RunningApplication.Start.AddHours(2), TimeSpan.FromMinutes(1));
        var timer = now["timers"]!.AsArray().ShouldHaveSingleItem()!;
        (timer["chain"]!.ToString(), timer["instanceId"]!.ToString()).ShouldBe(("waits", instance));

        var health = now["health"]!.AsArray().ToDictionary(line => line!["name"]!.ToString(), line => line!);
        health["database"]["status"]!.ToString().ShouldBe("healthy");
        health["outbox"]["status"]!.ToString().ShouldBe("unhealthy");
        health["outbox"]["sentence"]!.ToString().ShouldContain("180");
        health["queue"]["status"]!.ToString().ShouldBe("degraded");
        health["mail"]["status"]!.ToString().ShouldBe("healthy");
        health["files"]["status"]!.ToString().ShouldBeOneOf("healthy", "degraded");
        health.Values.ShouldAllBe(line => line["sentence"]!.ToString().Length > 3 && !line["sentence"]!.ToString().StartsWith("Health.", StringComparison.Ordinal));
        (await app.As("platform.flowAdministrator").Get("/api/operations/health")).Value.AsArray().Count.ShouldBe(health.Count);

        await app.Settle();
        (await Load(app))["timers"]!["waiting"]!.GetValue<int>().ShouldBe(0);

        foreach (var path in new[] { "/api/operations", "/api/operations/health" })
        {
            (await app.As("liaoyang-centre.handler").Get(path)).Refused("operations.unknown", HttpStatusCode.NotFound);
            (await app.Anonymous().Get(path)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
        (await app.Anonymous().Get("/health/ready")).Text.ShouldBe("Healthy");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Each_node_gives_signs_of_life_and_one_that_died_is_told_of_until_it_is_forgotten(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Configured(kind, cluster);
        var sign = app.Services.GetRequiredService<SignOfLife>();
        await sign.Give(Stop);
        await app.Do(scope =>
        {
            scope.GetRequiredService<WorkflowsDb>().Set<NodeRow>().Add(new NodeRow { Id = "other", Name = "other/1", Version = "0.0.9", StartedAt = app.Clock.GetUtcNow().AddDays(-1), SeenAt = app.Clock.GetUtcNow() });
            return Task.FromResult(true);
        });
        (await Nodes(app)).ShouldBe(["other/1 True False", $"{Environment.MachineName}/{Environment.ProcessId} True True"]);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await sign.Give(Stop);
        (await Nodes(app)).ShouldBe(["other/1 False False", $"{Environment.MachineName}/{Environment.ProcessId} True True"]);
        var heard = (await app.As("platform.auditor").Get("/api/operations/health")).Value.AsArray().Single(line => line!["name"]!.ToString() == "nodes")!;
        if (kind == DatabaseKind.Postgres) (heard["status"]!.ToString(), heard["sentence"]!.ToString().Contains("other/1", StringComparison.Ordinal)).ShouldBe(("degraded", true));

        app.Clock.Advance(NodeRow.Shown);
        await sign.Give(Stop);
        (await Nodes(app)).ShouldHaveSingleItem();
        await sign.StopAsync(Stop);
        (await Nodes(app)).ShouldBeEmpty("a node that ends takes its row away");
    }

    private static async Task<JsonNode> Load(RunningApplication app) => (await app.As("platform.flowAdministrator").Get("/api/operations")).Value["load"]!;

    private static int Running(JsonNode load) => load["instances"]!.AsArray().Where(line => line!["status"]!.ToString() == "running").Sum(line => line!["count"]!.GetValue<int>());

    private static async Task<IReadOnlyList<string>> Nodes(RunningApplication app) =>
        [.. (await app.As("platform.auditor").Get("/api/operations")).Value["nodes"]!.AsArray().Select(node => $"{node!["name"]} {node["isAlive"]!.GetValue<bool>()} {node["isThis"]!.GetValue<bool>()}")];
}
