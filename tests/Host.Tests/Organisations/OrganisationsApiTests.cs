using System.Net;

namespace Workflows.Host.Tests.Organisations;

public class OrganisationsApiTests(SharedApplication shared)
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
    public async Task Whoever_administers_nothing_changes_nothing()
    {
        var handler = (await shared.Get()).As("sy-centre.handler");
        (await handler.Post("/api/organisations", new { fullName = "某单位", shortName = "某", kind = "other", level = "county", areaCode = "210123" })).Refused("organisation.not-yours", HttpStatusCode.Forbidden);
        (await handler.Get("/api/people")).Refused("request.not-allowed", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("short1", "account.password")]
    [InlineData("onlyletters", "account.password")]
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
