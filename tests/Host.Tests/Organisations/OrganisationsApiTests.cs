using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Account;
using Workflows.Host.Parts;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Organisations;

public class OrganisationsApiTests(SharedApplication shared, PostgresCluster cluster)
{
    [Fact]
    public async Task The_tree_opens_from_the_ministry_down_to_a_county()
    {
        var reader = (await shared.Get()).As("expert1");
        var ministry = await reader.Organisation("中华人民共和国教育部");
        var provinces = (await reader.Get($"/api/organisations?parentId={ministry}")).Value.AsArray();
        provinces.Select(each => each!["fullName"]!.GetValue<string>()).ShouldContain("辽宁省教育厅");
        var liaoyang = (await reader.Get($"/api/organisations/{await reader.Organisation("辽阳县社区教育中心")}")).Value;
        liaoyang["adminParent"]!.GetValue<string>().ShouldBe("辽阳县教育局");
        liaoyang["guidanceParent"]!.GetValue<string>().ShouldBe("辽宁省社区教育指导中心");
        liaoyang["area"]!.GetValue<string>().ShouldBe("辽阳县");
        liaoyang["mayAdminister"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Areas_lead_from_the_provinces_to_the_counties()
    {
        var reader = (await shared.Get()).As("expert1");
        (await reader.Get("/api/areas")).Value.AsArray().Select(a => a!["name"]!.GetValue<string>()).ShouldContain("辽宁省");
        (await reader.Get("/api/areas?parent=2110")).Value.AsArray().Select(a => a!["name"]!.GetValue<string>()).ShouldContain("辽阳县");
    }

    [Fact]
    public async Task An_administrator_enters_a_school_of_its_area_with_a_seat_and_a_person_who_can_then_sign_in()
    {
        var app = await shared.Get();
        var administrator = app.As("ln-centre.orgAdministrator");
        var bureau = await administrator.Organisation("沈阳市教育局");
        var school = (await administrator.Post("/api/organisations", new
        {
            fullName = "沈阳市测试社区学院", shortName = "测试社区学院", kind = "communityCollege", level = "city", areaCode = "2101", adminParentId = bureau, competentSuperiorId = bureau,
        })).Value["id"]!.GetValue<string>();
        (await administrator.Put($"/api/organisations/{school}/seats/handler")).Succeeded();
        var person = (await administrator.Post("/api/people", new { name = "测试社区学院 经办人", organisationId = school, userName = "test-college.handler", password = "Demo-2023" })).Value["id"]!.GetValue<string>();
        (await administrator.Post($"/api/organisations/{school}/seats/handler/holders", new { personId = person })).Succeeded();

        var me = (await app.As("test-college.handler").Get("/api/me")).Value;
        me["seats"]![0]!["organisation"]!.GetValue<string>().ShouldBe("沈阳市测试社区学院");
        (await app.As("platform.auditor").Get($"/api/audit/organisation/{school}")).Value["isIntact"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_administrator_does_not_reach_another_province_nor_the_own_level()
    {
        var administrator = (await shared.Get()).As("ln-centre.orgAdministrator");
        (await administrator.Post("/api/organisations", new { fullName = "杭州市测试学院", shortName = "测试", kind = "communityCollege", level = "city", areaCode = "3301" }))
            .Refused("organisation.not-yours", HttpStatusCode.Forbidden);
        (await administrator.Put($"/api/organisations/{await administrator.Organisation("辽宁省教育厅")}/seats/reviewer")).Refused("organisation.not-yours", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_organisation_that_is_renamed_is_found_by_its_former_names_and_keeps_their_days()
    {
        var app = await shared.Get();
        var administrator = app.As("ln-centre.orgAdministrator");
        var id = (await administrator.Post("/api/organisations", new { fullName = "沈阳市旧名社区学院", shortName = "旧名学院", kind = "communityCollege", level = "city", areaCode = "2101" })).Value["id"]!.GetValue<string>();
        async Task<ApiAnswer> Rename(string fullName, string? on = null, string userName = "ln-centre.orgAdministrator") =>
            await app.As(userName).Post($"/api/organisations/{id}/names", new { fullName, shortName = fullName[3..], on, why = "沈教发〔2023〕5号" });
        (await Rename("沈阳市新名社区学院", userName: "sy-centre.handler")).Refused("organisation.not-yours", HttpStatusCode.Forbidden);
        (await Rename("沈阳市旧名社区学院")).Refused("organisation.same-name");
        (await Rename("沈阳市教育局")).Refused("organisation.already-exists");
        (await Rename("沈阳市新名社区学院", "2023-05-23")).Refused("organisation.rename-day");
        (await Rename("沈阳市新名社区学院", "2023-05-10")).Succeeded();
        (await Rename("沈阳市笔误社区学院", "2023-05-09")).Refused("organisation.rename-day");
        (await Rename("沈阳市开放社区学院", "2023-05-20")).Succeeded();

        var unit = (await administrator.Get($"/api/organisations/{id}")).Value;
        unit["fullName"]!.GetValue<string>().ShouldBe("沈阳市开放社区学院");
        unit["formerNames"]!.AsArray().Select(n => (n!["fullName"]!.GetValue<string>(), n["from"]?.GetValue<string>(), n["to"]!.GetValue<string>())).ShouldBe(
            [("沈阳市新名社区学院", "2023-05-10", "2023-05-19"), ("沈阳市旧名社区学院", null, "2023-05-09")]);
        var found = (await administrator.Get($"/api/organisations?text={Uri.EscapeDataString("旧名社区")}")).Value.AsArray().ShouldHaveSingleItem()!;
        (found["fullName"]!.GetValue<string>(), found["formerName"]!.GetValue<string>()).ShouldBe(("沈阳市开放社区学院", "沈阳市旧名社区学院"));
        var trail = (await app.As("platform.auditor").Get($"/api/audit/organisation/{id}")).Value;
        trail["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        trail["entries"]!.AsArray().Count(e => e!["action"]!.GetValue<string>() == "organisation.renamed").ShouldBe(2);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_was_written_under_a_former_name_keeps_it_on_pages_and_on_paper_and_cases_are_found_by_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意")).Succeeded();
        var administrator = app.As("platform.flowAdministrator");
        var bureau = await administrator.Organisation("辽阳县教育局");
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await administrator.Post($"/api/organisations/{bureau}/names", new { fullName = "辽阳县教育体育局", shortName = "辽阳县教体局" })).Succeeded();
        (await administrator.Post($"/api/organisations/{await administrator.Organisation("辽阳县社区教育中心")}/names", new { fullName = "辽阳县终身教育中心", shortName = "辽阳县中心" })).Succeeded();

        var file = await app.Services.GetRequiredService<UnitOfWork>().Read(
            async (scope, stop) => await scope.GetRequiredService<ReadCaseFile>().Run((await scope.GetRequiredService<FindCaller>().Named("platform.auditor", stop))!, long.Parse(id, CultureInfo.InvariantCulture), cancellation: stop),
            TestContext.Current.CancellationToken);
        file!.Blocks.Single(b => b.Block == "superiorOpinion").Organisation.ShouldBe("辽阳县教育局");
        file.Steps.Last(s => s.Kind == "OpinionTask" && !s.IsOpen).Organisation.ShouldBe("辽阳县教育局");
        file.Open.ShouldHaveSingleItem().Organisation.ShouldBe("辽阳县教育体育局");
        (await app.As("platform.auditor").Get($"/api/cases?text={Uri.EscapeDataString("辽阳县社区教育中心")}")).Value["items"]!.AsArray().ShouldContain(c => c!["id"]!.GetValue<string>() == id);

        // The inbox and what was decided are found by either name.
        foreach (var name in new[] { "辽阳县社区教育中心", "辽阳县终身教育中心" })
        {
            (await app.As("liaoyang-edu.sealCustodian").Get($"/api/work-items?text={Uri.EscapeDataString(name)}")).Value["items"]!.AsArray().ShouldContain(i => i!["caseId"]!.GetValue<string>() == id, name);
            (await app.As("liaoyang-edu.head").Get($"/api/work-items/finished?text={Uri.EscapeDataString(name)}")).Value["items"]!.AsArray().ShouldContain(i => i!["caseId"]!.GetValue<string>() == id, name);
        }
        (await app.As("liaoyang-edu.sealCustodian").Get($"/api/work-items?text={Uri.EscapeDataString("台安县")}")).Value["items"]!.AsArray().ShouldBeEmpty();

        // The seal comes under the new name; what the unit wrote before stays under the old one.
        await app.Seal("liaoyang-edu.sealCustodian", id);
        var printed = await app.Printed("liaoyang-edu.head", id);
        printed.ShouldContain("辽阳县教育体育局");
        printed.ShouldContain("辽阳县社区教育中心");
        printed.ShouldNotContain("辽阳县终身教育中心");
    }

    [Fact]
    public async Task Whoever_administers_nothing_changes_nothing()
    {
        var handler = (await shared.Get()).As("sy-centre.handler");
        (await handler.Post("/api/organisations", new { fullName = "某单位", shortName = "某", kind = "other", level = "county", areaCode = "210123" })).Refused("organisation.not-yours", HttpStatusCode.Forbidden);
        (await handler.Get("/api/people")).Refused("request.not-allowed", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("short1", "account.password")]
    [InlineData("onlyletters", "account.password-simple")]
    public async Task A_weak_password_is_refused(string password, string code)
    {
        var administrator = (await shared.Get()).As("platform.flowAdministrator");
        (await administrator.Post("/api/people", new { name = "某人", userName = "weak.password", password })).Refused(code, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_registered_name_occurs_once()
    {
        var administrator = (await shared.Get()).As("platform.flowAdministrator");
        (await administrator.Post("/api/organisations", new { fullName = "沈阳市教育局", shortName = "重复", kind = "educationAuthority", level = "city", areaCode = "2101" }))
            .Refused("organisation.already-exists", HttpStatusCode.Conflict);
    }
}
