using System.Text.Json.Nodes;
using Workflows.Host.Studio.Descriptors;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Descriptors;

/// <summary>Two programs on one database: what one publishes as an activity, the other offers and runs.</summary>
public class TwoProgramsTests(PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Definitions = "/elsa/api/workflow-definitions";

    [Fact]
    public async Task What_one_program_publishes_as_an_activity_the_other_offers_draws_publishes_and_runs()
    {
        await using var first = await RunningApplication.Run(DatabaseKind.Postgres, cluster);
        await using var second = await first.Beside();
        var (here, there) = (first.As(Administrator), second.As(Administrator));
        (await Offered(there)).ShouldNotContain("Greeting");

        (await here.Post(Definitions, new { model = Usable("greeting", "Greeting"), publish = true })).Succeeded();
        (await Offered(here)).ShouldContain("Greeting");
        first.Clock.Advance(Palette.Behind);
        (await Offered(there)).ShouldContain("Greeting");

        // A chart of this very moment, before anybody there has looked at the palette again.
        (await here.Post(Definitions, new { model = Usable("farewell", "Farewell"), publish = true })).Succeeded();
        (await here.Post(Definitions, new { model = Charts.Row("meeting", "会面", Charts.Box("hello", "Greeting"), Charts.Box("goodbye", "Farewell")), publish = false })).Succeeded();
        (await there.Post($"{Definitions}/meeting/publish", new { })).Succeeded();
        var ran = (await there.Post($"{Definitions}/meeting/execute", new { })).Value["workflowState"]!;
        ran["subStatus"]!.ToString().ShouldBe("Finished");
        ran["incidents"]!.AsArray().ShouldBeEmpty();
        var said = (await there.Post($"/elsa/api/workflow-instances/{ran["id"]}/journal", new { filter = new { eventNames = new[] { "Completed" } } })).Value["items"]!.AsArray();
        said.Select(line => line!["activityId"]!.ToString()).Where(id => id == "say").Count().ShouldBe(2);
        (await there.Get($"{Definitions}/by-definition-id/meeting?versionOptions=Latest")).Value["root"]!["activities"]!.AsArray().Select(box => box!["type"]!.ToString()).ShouldBe(["Greeting", "Farewell"]);
    }

    private static JsonObject Usable(string definitionId, string name)
    {
        var chart = Charts.Row(definitionId, name, Charts.Line("say", name));
        chart["options"] = new JsonObject { ["usableAsActivity"] = true };
        return chart;
    }

    private static async Task<List<string>> Offered(ApiClient client) =>
        [.. (await client.Get("/elsa/api/descriptors/activities")).Value["items"]!.AsArray().Select(each => each!["typeName"]!.ToString())];
}
