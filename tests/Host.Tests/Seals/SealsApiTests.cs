using System.Net;

namespace Workflows.Host.Tests.Seals;

public class SealsApiTests(SharedApplication shared)
{
    [Fact]
    public async Task A_custodian_sees_the_seals_of_the_own_organisation_only()
    {
        var seals = (await (await shared.Get()).As("sy-ou.sealCustodian").Get("/api/seals")).Value.AsArray();
        seals.ShouldHaveSingleItem()!["owner"]!.GetValue<string>().ShouldBe("沈阳开放大学");
    }

    [Fact]
    public async Task A_second_official_seal_is_refused_and_a_business_seal_is_entered_suspended_and_used_again()
    {
        var custodian = (await shared.Get()).As("as-elderly.sealCustodian");
        var owner = (await custodian.Get("/api/seals")).Value[0]!["ownerId"]!.GetValue<string>();
        (await custodian.Post("/api/seals", new { ownerId = owner })).Refused("seal.already-exists", HttpStatusCode.Conflict);
        var seal = (await custodian.Post("/api/seals", new { ownerId = owner, name = "鞍山市老年大学业务专用章", kind = "business" })).Value["id"]!.GetValue<string>();
        (await custodian.Post($"/api/seals/{seal}/status", new { status = "suspended", comment = "换章" })).Succeeded();
        (await custodian.Post($"/api/seals/{seal}/status", new { status = "active" })).Succeeded();
        (await custodian.Get($"/api/seals/{seal}/uses")).Value.AsArray().ShouldBeEmpty();
        var picture = await custodian.Get($"/api/seals/{seal}/picture");
        picture.MediaType.ShouldBe("image/svg+xml");
        picture.Text.ShouldContain("业务专用章");
    }

    [Fact]
    public async Task Seals_of_others_are_not_mine_to_keep()
    {
        var app = await shared.Get();
        var foreign = (await app.As("sy-ou.sealCustodian").Get("/api/seals")).Value[0]!;
        (await app.As("kuandian-ou.sealCustodian").Post($"/api/seals/{foreign["id"]}/status", new { status = "suspended" })).Refused("seal.unknown", HttpStatusCode.NotFound);
        (await app.As("kuandian-ou.sealCustodian").Get($"/api/seals/{foreign["id"]}/uses")).Refused("seal.unknown", HttpStatusCode.NotFound);
    }
}
