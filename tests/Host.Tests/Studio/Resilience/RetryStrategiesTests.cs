using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.HttpWorkflows;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Resilience;

/// <summary>Retry strategies of the configuration, as the designer offers them and as they are carried out.</summary>
public class RetryStrategiesTests(PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Api = "/elsa/api";

    [Fact]
    public async Task A_strategy_of_the_configuration_is_offered_carried_out_and_its_attempts_are_shown()
    {
        await using var app = await RunningApplication.Run(
            DatabaseKind.Sqlite, cluster, null,
            ("Resilience:Strategies:0:Id", "patient"), ("Resilience:Strategies:0:DisplayName", "耐心"), ("Resilience:Strategies:0:Category", "HTTP"), ("Resilience:Strategies:0:MaxRetryAttempts", "1"),
            ("Resilience:Strategies:0:Delay", "00:01:00"), ("Resilience:Strategies:0:BackoffType", "Exponential"), ("Resilience:Strategies:1:Id", "other"),
            ("HttpWorkflows:Outgoing:AllowedPrivateHosts:0", "127.0.0.1:9"));
        var client = app.As(Administrator);
        (await client.Get($"{Api}/features/installed/Elsa.Resilience")).Succeeded();
        (await client.Get($"{Api}/resilience/strategies?category=HTTP")).Value.ShouldBeApproved("retry-strategies");
        (await client.Get($"{Api}/resilience/strategies")).Value["count"]!.GetValue<int>().ShouldBe(2);
        (await client.Get($"{Api}/descriptors/activities/Elsa.FlowSendHttpRequest")).Value["customProperties"]!["ResilienceCategory"]!.ToString().ShouldBe("HTTP");

        // Nobody listens there: it is sent again after a minute, and then goes the way of what nobody answers.
        var send = Charts.Box("send", "Elsa.FlowSendHttpRequest", ("url", "http://127.0.0.1:9/"));
        send["customProperties"]!["resilienceStrategy"] = new JsonObject { ["mode"] = "Identifier", ["strategyId"] = "patient" };
        (await client.Post($"{Api}/workflow-definitions", new { model = Charts.Row("send", "发送", send), publish = true })).Succeeded();
        var id = await app.Start("send");
        await Sent(app);
        (await client.Get($"{Api}/workflow-instances/{id}/execution-state")).Value["subStatus"]!.ToString().ShouldBe("Suspended");
        await app.MoveTo(app.Clock.GetUtcNow().AddMinutes(1));
        await Sent(app);
        (await client.Get($"{Api}/workflow-instances/{id}/execution-state")).Value["subStatus"]!.ToString().ShouldBe("Finished");

        var run = (await client.Get($"{Api}/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:chart:send")).Value["items"]![0]!;
        run["metadata"]!["HasRetryAttempts"]!.GetValue<bool>().ShouldBeTrue();
        run["payload"]!["Outcomes"]![0]!.ToString().ShouldBe("Failed to connect");
        var attempts = (await client.Get($"{Api}/resilience/retries/{run["id"]}?skip=0&take=10")).Value;
        attempts["totalCount"]!.GetValue<int>().ShouldBe(1);
        attempts["items"]![0]!["retryDelay"]!.ToString().ShouldBe("00:01:00");
        attempts["items"]![0]!["details"]!["Url"]!.ToString().ShouldBe("http://127.0.0.1:9/");
    }

    [Fact]
    public async Task Without_strategies_none_is_offered()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        (await app.As(Administrator).Get($"{Api}/resilience/strategies")).Value["count"]!.GetValue<int>().ShouldBe(0);
        (await app.As(Administrator).Get($"{Api}/resilience/retries/nothing")).Value["totalCount"]!.GetValue<int>().ShouldBe(0);
    }

    private static async Task Sent(RunningApplication app)
    {
        await app.Settle();
        await app.Services.GetRequiredService<SendRequests>().WhenIdle();
        await app.Settle();
    }
}
