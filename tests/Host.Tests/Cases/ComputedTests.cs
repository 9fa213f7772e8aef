using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Account;
using Workflows.Host.Parts;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Cases;

/// <summary>What the program works out beside a form: read with the case, never typed.</summary>
public class ComputedTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_case_of_F01_shows_its_deadline_by_route_its_receipts_and_who_named_it_in_return(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var (first, _) = await app.Begin("liaoyang-ou");
        (await app.Submit("liaoyang-ou", first, PilotSiteWalk.FilledForm(form => form["intendedMembers"] = Named("台安县开放大学", "宽甸满族自治县开放大学", "某市不在册的学校")))).Succeeded();
        (await Computed(app, first))["mutualIntention"]!.GetValue<int>().ShouldBe(0);
        var (second, _) = await app.Begin("kuandian-ou");
        (await app.Submit("kuandian-ou", second, PilotSiteWalk.FilledForm(form => form["intendedMembers"] = Named("辽阳县开放大学")))).Succeeded();
        var (third, _) = await app.Begin("taian-ou");
        (await app.Submit("taian-ou", third, PilotSiteWalk.FilledForm(form => (form["region"], form["intendedMembers"]) = ("yrd", Named("康平县开放大学"))))).Succeeded();

        var own = await Computed(app, first);
        own["mutualIntention"]!.GetValue<int>().ShouldBe(1);
        own["effectiveDeadline"]!.GetValue<string>().ShouldBe("2023-05-29");
        own["isLate"]!.GetValue<bool>().ShouldBeFalse();
        own["regionDefaulted"]!.GetValue<bool>().ShouldBeTrue();
        own.ContainsKey("paperReceivedOn").ShouldBeFalse();
        (await Computed(app, third))["regionDefaulted"]!.GetValue<bool>().ShouldBeFalse();

        (await app.Decide("liaoyang-ou.head", first, "SignDocument", "Signed")).Succeeded();
        (await app.Decide("liaoyang-ou.head", first, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await app.Seal("liaoyang-ou.sealCustodian", first);
        (await app.Decide("liaoyang-edu.head", first, "OpinionTask", "Approve", "同意推荐")).Succeeded();
        await app.Seal("liaoyang-edu.sealCustodian", first);
        (await app.Decide("ln-centre.receivingClerk", first, "ReceiveMaterials", "Accepted", data: new { paperReceivedAt = "2023-05-22T08:30:00+08:00", electronicReceivedAt = "2023-05-21T10:00:00+08:00" })).Succeeded();
        var received = await Computed(app, first);
        (received["paperReceivedOn"]!.GetValue<string>(), received["electronicReceivedOn"]!.GetValue<string>()).ShouldBe(("2023-05-22", "2023-05-21"));
    }

    private static JsonArray Named(params string[] names) => [.. names.Select(name => new JsonObject { ["unitName"] = name })];

    private static async Task<JsonObject> Computed(RunningApplication app, string caseId)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var auditor = await scope.ServiceProvider.GetRequiredService<FindCaller>().Named("platform.auditor", TestContext.Current.CancellationToken);
        var file = await scope.ServiceProvider.GetRequiredService<ReadCaseFile>().Run(auditor!, long.Parse(caseId, CultureInfo.InvariantCulture), cancellation: TestContext.Current.CancellationToken);
        return file!.Computed.ShouldNotBeNull();
    }
}
