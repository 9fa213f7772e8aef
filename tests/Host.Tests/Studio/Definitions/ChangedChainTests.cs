using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Studio.Definitions;

/// <summary>A shipped chain is changed as the designer changes it, and the next case goes another way: no build, no restart.</summary>
public class ChangedChainTests(PostgresCluster cluster)
{
    private const string Administrator = "platform.flowAdministrator", Definitions = "/elsa/api/workflow-definitions";

    [Fact]
    public async Task One_more_level_another_approver_and_a_new_time_limit_hold_for_the_next_case_and_not_for_the_one_under_way()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var before = await app.UpToTheSuperior("liaoyang-ou");

        var studio = app.As(Administrator);
        var chart = (JsonObject)(await studio.Get($"{Definitions}/by-definition-id/pilot-site-application?versionOptions=Latest")).Value;
        chart.Says("superior-opinion", "role", "handler").Says("superior-opinion", "dueInWorkingDays", "2")
            .Add(Charts.Box("province-opinion", "Approvals.OpinionTask", ("party", "copyUp"), ("role", "head"), ("block", "provinceOpinion")))
            .Without("superior-seal", "Sealed").With("superior-seal", "Sealed", "province-opinion")
            .With("province-opinion", "Approve", "route").With("province-opinion", "Return", "fill").With("province-opinion", "Reject", "rejected");
        (await studio.Post(Definitions, new { model = chart, publish = true })).Succeeded();

        // The case under way stays with the head, for five working days, and no province is asked.
        (await Due(app, "liaoyang-edu.head", before)).ShouldBe(new DateOnly(2023, 5, 29));
        (await app.Decide("liaoyang-edu.head", before, "OpinionTask", "Approve", "同意")).Succeeded();
        await app.Seal("liaoyang-edu.sealCustodian", before);
        (await app.As("ln-centre.receivingClerk").WorkOn(before, "ReceiveMaterials")).ShouldNotBeNull();

        var after = await app.UpToTheSuperior("liaoyang-college");
        (await Open(app, "liaoyang-edu.head", after)).ShouldBeEmpty();
        (await Due(app, "liaoyang-edu.handler", after)).ShouldBe(new DateOnly(2023, 5, 24));
        (await app.Decide("liaoyang-edu.handler", after, "OpinionTask", "Approve", "同意")).Succeeded();
        await app.Seal("liaoyang-edu.sealCustodian", after);
        (await Open(app, "ln-centre.receivingClerk", after)).ShouldBeEmpty();
        (await app.Decide("ln-edu.head", after, "OpinionTask", "Return", "请补充本县规划")).Succeeded();
        (await app.Status(after)).ShouldBe("returned");
        (await app.As("liaoyang-college.handler").WorkOn(after, "FillForm")).ShouldNotBeNull();

        var versions = (await app.As(Administrator).Get($"{Definitions}/pilot-site-application/versions")).Value;
        versions["items"]!.AsArray().Count.ShouldBe(2);
    }

    private static async Task<IReadOnlyList<JsonNode>> Open(RunningApplication app, string userName, string caseId) =>
        [.. (await app.As(userName).Get("/api/work-items?take=100")).Value["items"]!.AsArray().Select(item => item!).Where(item => item["caseId"]?.ToString() == caseId)];

    private static async Task<DateOnly> Due(RunningApplication app, string userName, string caseId) =>
        DateOnly.FromDateTime(DateTimeOffset.Parse((await Open(app, userName, caseId)).ShouldHaveSingleItem()["dueAt"]!.ToString(), CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8)).AddSeconds(-1).DateTime);
}
