using System.Net;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Organisations;

public class EndTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_open_work_of_an_organisation_that_ends_goes_to_the_same_seats_of_its_successor_after_a_preview(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var item = await app.As("liaoyang-edu.head").WorkOn(id, "OpinionTask");
        var administrator = app.As("platform.flowAdministrator");
        var (ending, successor) = (await administrator.Organisation("辽阳县教育局"), await administrator.Organisation("沈阳市教育局"));

        (await app.As("ln-centre.orgAdministrator").Post($"/api/organisations/{ending}/end", new { successorId = successor, reason = "机构改革" })).Refused("organisation.not-yours", HttpStatusCode.Forbidden);
        (await administrator.Post($"/api/organisations/{ending}/end", new { successorId = ending, reason = "机构改革" })).Refused("organisation.successor");
        (await administrator.Post($"/api/organisations/{ending}/end", new { successorId = successor })).Refused("organisation.end-reason");
        (await administrator.Post($"/api/organisations/{ending}/end", new { successorId = successor, reason = "机构改革" })).Value["workItems"]!.GetValue<int>().ShouldBe(1);
        (await app.As("liaoyang-edu.head").WorkOn(id, "OpinionTask")).ShouldBe(item, "a preview moves nothing");

        (await administrator.Post($"/api/organisations/{ending}/end", new { successorId = successor, reason = "机构改革", status = "merged", apply = true })).Value["workItems"]!.GetValue<int>().ShouldBe(1);
        (await app.As("liaoyang-edu.head").Post($"/api/work-items/{item}/decision", new { outcome = "Approve", comment = "同意" })).Refused("work-item.unknown", HttpStatusCode.NotFound);
        (await app.As("sy-edu.head").WorkOn(id, "OpinionTask")).ShouldBe(item);
        (await app.Decide("sy-edu.head", id, "OpinionTask", "Approve", "同意")).Succeeded();
        (await app.As("sy-edu.sealCustodian").WorkOn(id, "ApplySeal")).ShouldNotBeEmpty("what comes next is asked of the successor too");
        (await administrator.Post($"/api/organisations/{ending}/end", new { successorId = successor, reason = "机构改革" })).Refused("organisation.ended");
        (await app.As("platform.auditor").Get($"/api/audit/organisation/{ending}")).Value["isIntact"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_unit_below_a_merged_bureau_asks_the_bureau_that_followed_it()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("zhangshi-school");

        (await app.As("sy-zone-edu.head").WorkOn(id, "OpinionTask")).ShouldNotBeEmpty();
    }
}
