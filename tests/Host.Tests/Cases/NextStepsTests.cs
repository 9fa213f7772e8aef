using System.Text.Json.Nodes;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Cases;

/// <summary>下一步由谁办理, on the real chain.</summary>
public class NextStepsTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_is_foretold_is_what_then_happens(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var next = await Next(app, id);
        next.Select(after => after!["outcome"]!.GetValue<string>()).ShouldBe(["Approve", "Return", "Reject"]);

        // After the approval the seal of the bureau, by its custodian.
        var seal = Steps(next, "Approve").ShouldHaveSingleItem()!;
        seal["kind"]!.GetValue<string>().ShouldBe("ApplySeal");
        seal["organisation"]!.GetValue<string>().ShouldBe("辽阳县教育局");
        seal["role"]!.GetValue<string>().ShouldBe("sealCustodian");
        seal["people"]!.AsArray().ShouldNotBeEmpty();
        seal["depends"]!.GetValue<bool>().ShouldBeFalse();
        Steps(next, "Return").ShouldContain(step => step!["kind"]!.GetValue<string>() == "FillForm");

        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意")).Succeeded();
        await app.As("liaoyang-edu.sealCustodian").WorkOn(id, "ApplySeal");
        var foretold = Steps(await Next(app, id), "Sealed").Select(step => step!["kind"]!.GetValue<string>()).ToList();
        await app.Seal("liaoyang-edu.sealCustodian", id);
        var open = (await app.As("platform.auditor").Get($"/api/cases/{id}/next")).Value.AsArray();
        open.ShouldNotBeEmpty();
        foretold.ShouldContain("ReceiveMaterials");

        // Whoever may not see the case learns nothing.
        (await app.As("sy-centre.handler").Get($"/api/cases/{id}/next")).Refused("case.unknown");
    }

    private static async Task<JsonArray> Next(RunningApplication app, string id) => (await app.As("liaoyang-centre.handler").Get($"/api/cases/{id}/next")).Value.AsArray();

    private static JsonArray Steps(JsonArray next, string outcome) => next.Single(after => after!["outcome"]!.GetValue<string>() == outcome)!["steps"]!.AsArray();
}
