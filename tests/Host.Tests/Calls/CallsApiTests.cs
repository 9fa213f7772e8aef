using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Calls;
using Workflows.Approvals.Organisations;
using Workflows.Host.Account;
using Workflows.Host.Calls;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Calls;

public class CallsApiTests(SharedApplication shared, PostgresCluster cluster)
{
    private static object Draft(string code, object? more = null) => Merge(new
    {
        code, title = "测试批次", kind = "pilotSite", closesOn = "2023-05-28", parentCode = "PS3", scopeAreaCode = "21", routes = new[] { "recommended" },
        materials = new[] { new { name = "申请表", electronic = true, paper = true } },
    }, more);

    private static System.Text.Json.Nodes.JsonObject Merge(object one, object? other)
    {
        var merged = System.Text.Json.JsonSerializer.SerializeToNode(one)!.AsObject();
        foreach (var (key, value) in other is null ? [] : System.Text.Json.JsonSerializer.SerializeToNode(other)!.AsObject()) merged[key] = value?.DeepClone();
        return merged;
    }

    [Fact]
    public async Task A_county_unit_in_Liaoning_sees_its_provinces_call_and_may_answer_it()
    {
        var open = (await (await shared.Get()).As("kuandian-ou.handler").Get("/api/calls/open")).Value.AsArray();
        var own = open.Single(each => each!["call"]!["code"]!.GetValue<string>() == "PS3-LN")!;
        own["mayApply"]!.GetValue<bool>().ShouldBeTrue();
        own["routes"]!.AsArray().Select(route => route!.GetValue<string>()).ShouldBe(["recommended", "direct"]);
    }

    [Fact]
    public async Task A_training_company_learns_that_it_is_not_eligible()
    {
        var app = await shared.Get();
        var company = app.As("training-company.handler");
        var call = (await company.Get("/api/calls/open")).Value.AsArray().First(each => each!["call"]!["code"]!.GetValue<string>() == "PS3-LN")!;
        call["mayApply"]!.GetValue<bool>().ShouldBeFalse();
        call["whyNot"]!.GetValue<string>().ShouldBe("call.not-eligible");
        (await company.Post("/api/cases", new { callId = call["call"]!["id"] })).Refused("call.not-eligible", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_unit_of_another_province_is_not_shown_the_call_of_Liaoning_and_cannot_answer_it()
    {
        var school = (await shared.Get()).As("tonglu-vocational.handler");
        (await school.Get("/api/calls/open")).Value.AsArray().Select(each => each!["call"]!["code"]!.GetValue<string>()).ShouldNotContain("PS3-LN");
        (await school.Post("/api/cases", new { callId = await school.Call("PS3-LN") })).Refused("call.not-addressed");
    }

    [Fact]
    public async Task A_local_deadline_after_the_national_one_is_refused()
    {
        var officer = (await shared.Get()).As("ln-centre.handler");
        var collector = await officer.Organisation("辽宁省社区教育指导中心");
        (await officer.Post("/api/calls", Draft("T-R6", new { collectorId = collector, closesOn = "2023-06-01" }))).Refused("call.deadline-after-parent", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_local_call_may_add_to_the_materials_but_not_drop_the_electronic_version()
    {
        var officer = (await shared.Get()).As("ln-centre.handler");
        var collector = await officer.Organisation("辽宁省社区教育指导中心");
        (await officer.Post("/api/calls", Draft("T-R7", new { collectorId = collector, materials = new[] { new { name = "申请表", electronic = false, paper = true } } }))).Refused("call.materials-dropped");
        (await officer.Post("/api/calls", Draft("T-R7b", new { collectorId = collector, materials = new[] { new { name = "申请表", electronic = true, paper = true, courier = "顺丰" } } }))).Succeeded();
    }

    [Fact]
    public async Task A_call_in_preparation_is_seen_by_its_organisers_only_and_opens_once()
    {
        var app = await shared.Get();
        var officer = app.As("ln-centre.handler");
        var collector = await officer.Organisation("辽宁省社区教育指导中心");
        var call = (await officer.Post("/api/calls", Draft("T-OPEN", new { collectorId = collector }))).Value["id"]!.GetValue<string>();
        (await app.As("kuandian-ou.handler").Get("/api/calls/T-OPEN")).Refused("call.unknown", HttpStatusCode.NotFound);
        (await app.As("kuandian-ou.handler").Post($"/api/calls/{call}/open")).Refused("call.unknown", HttpStatusCode.NotFound);
        (await officer.Post($"/api/calls/{call}/open")).Succeeded();
        (await officer.Post($"/api/calls/{call}/open")).Refused("call.not-draft");
        (await app.As("kuandian-ou.handler").Get("/api/calls/T-OPEN")).Value["status"]!.GetValue<string>().ShouldBe("open");
    }

    [Fact]
    public async Task Only_a_registered_document_moves_the_deadline_and_the_old_date_stays()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var officer = app.As("ln-centre.handler");
        var call = await officer.Call("PS3-LN");
        (await officer.Post($"/api/calls/{call}/deadline", new { closesOn = "2023-05-31", documentNumber = "辽社指[2023]18号" })).Refused("document.unknown", HttpStatusCode.NotFound);
        (await officer.Post("/api/documents", new { number = "辽社指〔2023〕018号", title = "关于延长申报时间的通知", issuerId = await officer.Organisation("辽宁省社区教育指导中心") })).Succeeded();
        (await officer.Post($"/api/calls/{call}/deadline", new { closesOn = "2023-05-31", documentNumber = "辽社指[2023]18号" })).Succeeded();
        var moved = (await officer.Get("/api/calls/PS3-LN")).Value;
        moved["closesOn"]!.GetValue<string>().ShouldBe("2023-05-31");
        moved["dateHistory"]![0]!["from"]!.GetValue<string>().ShouldBe("2023-05-29");
    }

    [Fact]
    public async Task A_document_is_found_and_refused_again_however_its_number_is_typed()
    {
        var officer = (await shared.Get()).As("ln-centre.handler");
        (await officer.Get($"/api/documents?number={Uri.EscapeDataString("辽社指（2023）016 号")}")).Value.AsArray().Count.ShouldBe(1);
        (await officer.Post("/api/documents", new { number = "辽社指〔2023〕016号", title = "重复", issuerId = await officer.Organisation("辽宁省社区教育指导中心") }))
            .Refused("document.already-exists", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_copy_has_the_dates_that_it_is_given_for_levels_and_windows_and_none_of_the_originals()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var officer = app.As("platform.flowAdministrator");
        var guide = await officer.Call("CLC2023");
        (await officer.Post($"/api/calls/{guide}/copies", new { code = "T-24", title = "2024年", closesOn = "2024-11-04", reviewWindow = new { from = "2024-11-18", to = "2024-11-29" } })).Succeeded();
        var national = (await officer.Get("/api/calls/T-24")).Value;
        (national["reviewWindow"]!["to"]!.GetValue<string>(), national["publicityWindow"]).ShouldBe(("2024-11-29", null));

        var cases = await officer.Call("CLC2023-LN-A");
        (await officer.Post($"/api/calls/{cases}/copies", new { code = "T-24-A", title = "2024年", closesOn = "2024-10-31", parentCode = "T-24", levelDeadlines = new { county = "2024-10-11", city = "2024-10-21" } })).Succeeded();
        var copy = (await officer.Get("/api/calls/T-24-A")).Value;
        copy["parentCode"]!.GetValue<string>().ShouldBe("T-24");
        copy["levelDeadlines"]!.ToJsonString().ShouldBe("""{"county":"2024-10-11","city":"2024-10-21"}""");
        (await officer.Post($"/api/calls/{cases}/copies", new { code = "T-24-B", title = "2024年", closesOn = "2024-10-31", parentCode = "T-24" })).Succeeded();
        (await officer.Get("/api/calls/T-24-B")).Value["levelDeadlines"]!.AsObject().Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_unit_counts_once_in_the_figures_of_a_call_however_many_cases_it_hands_in()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, new DateTimeOffset(2021, 5, 6, 9, 0, 0, TimeSpan.FromHours(8)));
        var handler = app.As("kuandian-ou.handler");
        var call = await handler.Call("SEL2021-workCase");
        foreach (var candidate in new[] { "满族文化进社区", "乡村学习驿站" })
        {
            var begun = (await handler.Post("/api/cases", new { callId = call })).Value;
            var form = new { selectionKind = "workCase", candidateKind = "case", candidate, summary = "立足本地，做法可行。" };
            (await handler.Post($"/api/work-items/{begun["workItemId"]}/decision", new { outcome = "Submitted", data = new { form } })).Succeeded();
        }

        await using var scope = app.Services.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<FindCaller>().Named("ln-centre.handler", TestContext.Current.CancellationToken);
        var progress = await scope.ServiceProvider.GetRequiredService<ReadCallProgress>().Run(owner!, "SEL2021-workCase", TestContext.Current.CancellationToken);
        var region = progress!.Regions.Single(r => r.Region == "丹东市");
        progress.Units.Count(u => u.Unit == "宽甸满族自治县开放大学").ShouldBe(2);
        region.Applied.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_addresses_whom_its_notice_names_and_everybody_who_may_apply_where_it_goes_only_to_bodies_that_pass_it_on()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, new DateTimeOffset(2023, 5, 26, 9, 0, 0, TimeSpan.FromHours(8)));
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalsDb>();
        var call = await db.Calls.SingleAsync(c => c.Code == "PS3-LN", TestContext.Current.CancellationToken);
        var everybody = (await Addressed(null)).Count;

        (await Addressed(new AudiencePart([AdminLevel.County], [OrgKind.GuidanceCentre], "21"))).ShouldAllBe(unit => unit.Kind == OrgKind.GuidanceCentre && unit.Level == AdminLevel.County && unit.AreaCode.StartsWith("21"));
        (await Addressed(new AudiencePart([], [OrgKind.AdultEducationAssociation]))).Count.ShouldBe(everybody);

        async Task<List<Organisation>> Addressed(AudiencePart? recipients)
        {
            var audience = recipients is null ? null : new Audience([recipients]);
            await db.Documents.Where(d => d.Id == call.DocumentId).ExecuteUpdateAsync(set => set.SetProperty(d => d.MainRecipients, audience), TestContext.Current.CancellationToken);
            var found = await scope.ServiceProvider.GetRequiredService<RemindUnits>().Addressed(call, TestContext.Current.CancellationToken);
            found.ShouldNotBeEmpty();
            return found;
        }
    }

    [Fact]
    public async Task After_the_deadlines_of_the_demo_calls_a_newcomer_finds_a_copy_with_coming_dates()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        var codes = (await app.As("liaoyang-centre.handler").Get("/api/calls/open")).Value.AsArray()
            .Where(each => each!["mayApply"]!.GetValue<bool>()).Select(each => each!["call"]!["code"]!.GetValue<string>()).ToList();
        codes.ShouldContain("PS2027-LN");
        codes.ShouldContain("PS2027");
        foreach (var past in new[] { "PS3", "PS3-LN", "VS2", "CLC2023-LN-A", "SEL2021-workCase" })
            (await app.As("platform.auditor").Get($"/api/calls/{past}")).Value["status"]!.GetValue<string>().ShouldBe("closed", past);
    }

    [Fact]
    public async Task The_learning_week_and_the_work_points_of_the_demo_start_selections_that_are_open()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        var auditor = app.As("platform.auditor");
        string[] open = ["SEL2027-learningStar", "SEL2027-lifelongBrandProject", "SEL2027-outstandingInstitution"];

        Codes((await Parameters("LW2027"))["selectionCalls"]).ShouldBe(open);
        (await Parameters("WP2027"))["tasks"]!.AsArray().SelectMany(task => Codes(task!["calls"])).ShouldBe(open);
        Codes((await Parameters("LW2021"))["selectionCalls"]).ShouldAllBe(code => code.StartsWith("SEL2021-"));
        foreach (var code in open)
            (await auditor.Get($"/api/calls/{code}")).Value["status"]!.GetValue<string>().ShouldBe("open", code);

        async Task<JsonNode> Parameters(string call) => (await auditor.Get($"/api/calls/{call}")).Value["parameters"]!;

        static IEnumerable<string> Codes(JsonNode? list) => (list as JsonArray ?? []).Select(code => code!.GetValue<string>());
    }
}
