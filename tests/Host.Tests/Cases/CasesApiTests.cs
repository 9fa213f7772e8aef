using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Cases;

/// <summary>A case over the API, on the real chain, from the call to the collector, on both databases.</summary>
public class CasesApiTests(SharedApplication shared, PostgresCluster cluster)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_unit_applies_signs_and_seals_its_superior_approves_and_seals_and_the_province_receives_and_recommends(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await app.Seal("liaoyang-edu.sealCustodian", id);
        (await app.Decide("ln-centre.receivingClerk", id, "ReceiveMaterials", "Accepted", data: new { paperReceivedAt = app.Clock.GetUtcNow(), electronicReceivedAt = app.Clock.GetUtcNow() })).Succeeded();
        (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["receipts"]!.AsArray().ShouldHaveSingleItem()!["receiver"]!.GetValue<string>().ShouldBe("辽宁省社区教育指导中心");
        (await app.Decide("ln-centre.head", id, "OpinionTask", "Approve", "推荐")).Succeeded();
        (await app.Status(id)).ShouldBe("recommended");

        var timeline = (await app.As("liaoyang-centre.head").Get($"/api/cases/{id}/timeline")).Value.AsArray();
        timeline.Select(entry => entry!["what"]!.GetValue<string>()).ShouldContain("seal.affixed");
        var audit = (await app.As("platform.auditor").Get($"/api/cases/{id}/audit")).Value;
        audit["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        var marks = (await app.As("liaoyang-edu.head").Get($"/api/cases/{id}")).Value["marks"]!.AsArray();
        marks.Count(mark => mark!["kind"]!.GetValue<string>() == "seal").ShouldBe(2);
    }

    [Fact]
    public async Task A_form_that_breaks_its_rules_is_refused_with_every_finding_and_kept_as_the_draft()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await app.Begin("liaoyang-ou");
        var wrong = PilotSiteWalk.FilledForm(form =>
        {
            form["intendedProject"] = "other";
            form["conditions"] = new JsonArray(true, false, true, true, true, true, true);
        });
        var refused = (await app.Submit("liaoyang-ou", id, wrong)).Refused("form.invalid", HttpStatusCode.UnprocessableEntity);
        var findings = refused.Body!["findings"]!.AsArray();
        findings.Select(finding => finding!["path"]!.GetValue<string>().Split('[')[0]).ShouldContain("otherProjectText");
        findings.ShouldAllBe(finding => finding!["clause"]!.GetValue<string>().Length > 0);

        var draft = (await app.As("liaoyang-ou.handler").Get($"/api/cases/{id}/drafts/pilot-site")).Value;
        draft["isSaved"]!.GetValue<bool>().ShouldBeTrue();
        draft["content"]!["intendedProject"]!.GetValue<string>().ShouldBe("other");
        (await app.Submit("liaoyang-ou", id, PilotSiteWalk.FilledForm())).Succeeded();
    }

    [Fact]
    public async Task A_draft_is_kept_as_typed_by_whoever_fills_the_form_and_by_nobody_else()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await app.Begin("kuandian-ou");
        (await app.As("kuandian-ou.handler").Put($"/api/cases/{id}/drafts/pilot-site", new { personInCharge = "未写完" })).Succeeded();
        (await app.As("kuandian-ou.handler").Get($"/api/cases/{id}/drafts/pilot-site")).Value["content"]!["personInCharge"]!.GetValue<string>().ShouldBe("未写完");
        (await app.As("kuandian-ou.head").Put($"/api/cases/{id}/drafts/pilot-site", new { personInCharge = "他人" })).Refused("work-item.not-yours", HttpStatusCode.Forbidden);
        (await app.As("liaoyang-ou.handler").Get($"/api/cases/{id}/drafts/pilot-site")).Refused("draft.unknown", HttpStatusCode.NotFound);
        (await app.As("kuandian-ou.handler").PostText($"/api/cases/{id}/recall", "{}")).Succeeded();
    }

    [Fact]
    public async Task A_work_item_that_is_not_mine_and_one_that_is_decided_are_refused()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, form) = await app.Begin("liaoyang-centre");
        var answer = new { outcome = "Submitted", data = new JsonObject { ["form"] = PilotSiteWalk.FilledForm() } };
        (await app.As("kuandian-ou.handler").Post($"/api/work-items/{form}/decision", answer)).Refused("work-item.unknown", HttpStatusCode.NotFound);
        (await app.As("liaoyang-centre.handler").Post($"/api/work-items/{form}/decision", new { outcome = "Approve" })).Refused("work-item.unknown-outcome");
        (await app.As("liaoyang-centre.handler").Post($"/api/work-items/{form}/decision", answer)).Succeeded();
        (await app.As("liaoyang-centre.handler").Post($"/api/work-items/{form}/decision", answer)).Refused("work-item.not-open", HttpStatusCode.Conflict);
        (await app.As("liaoyang-centre.handler").Get("/api/work-items/finished")).Value["items"]!.AsArray().ShouldHaveSingleItem()!["outcome"]!.GetValue<string>().ShouldBe("Submitted");
        (await app.As("liaoyang-centre.handler").Get($"/api/work-items/{form}")).Value["isOpen"]!.GetValue<bool>().ShouldBeFalse();
        _ = id;
    }

    [Fact]
    public async Task A_claimed_work_item_waits_for_its_holder_and_can_be_given_back()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (_, form) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Post($"/api/work-items/{form}/claim")).Succeeded();
        (await handler.Get($"/api/work-items/{form}")).Value["isMine"]!.GetValue<bool>().ShouldBeTrue();
        (await handler.Post($"/api/work-items/{form}/release")).Succeeded();
        (await handler.Get($"/api/work-items/{form}")).Value["isMine"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_leaves_a_seat_can_no_longer_decide_what_they_had_claimed_and_it_goes_back_to_the_seat()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (_, form) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Post($"/api/work-items/{form}/claim")).Succeeded();
        var me = (await handler.Get("/api/me")).Value;
        var organisation = me["seats"]![0]!["organisationId"]!.GetValue<string>();
        var administrator = app.As("platform.flowAdministrator");
        (await administrator.Delete($"/api/organisations/{organisation}/seats/handler/holders/{me["personId"]}")).Succeeded();
        (await handler.Post($"/api/work-items/{form}/decision", new { outcome = "Recalled" })).Refused("work-item.unknown", HttpStatusCode.NotFound);

        (await administrator.Post("/api/people", new { name = "接任经办人", organisationId = organisation, userName = "successor.handler", password = RunningApplication.FirstPassword, role = "handler" })).Succeeded();
        await app.OwnPassword("successor.handler");
        (await app.As("successor.handler").Get("/api/work-items")).Value["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>().ShouldBe(form);
        (await app.As("successor.handler").Post($"/api/work-items/{form}/decision", new { outcome = "Recalled" })).Succeeded();
    }

    [Fact]
    public async Task A_second_case_of_a_unit_under_the_same_call_is_refused()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Post("/api/cases", new { callId = await handler.Call("PS3") })).Refused("case.already-there", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Others_do_not_learn_that_a_case_exists()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await app.Begin("liaoyang-centre");
        foreach (var path in new[] { "", "/timeline", "/audit", "/attachments" })
            (await app.As("tonglu-vocational.handler").Get($"/api/cases/{id}{path}")).Refused("case.unknown", HttpStatusCode.NotFound);
        (await app.As("platform.auditor").Get($"/api/cases/{id}")).Succeeded();
        (await app.As("liaoyang-centre.head").Get("/api/cases")).Value["items"]!.AsArray().ShouldHaveSingleItem();
        (await app.As("tonglu-vocational.handler").Get("/api/cases")).Value["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task After_the_deadline_of_every_route_the_clock_ends_a_form_that_was_never_submitted()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await app.Begin("liaoyang-centre");
        await app.MoveTo(new DateTimeOffset(2023, 6, 1, 0, 1, 0, TimeSpan.FromHours(8)));
        (await app.Status(id)).ShouldBe("late");
        (await app.As("liaoyang-ou.handler").Post("/api/cases", new { callId = await app.As("liaoyang-ou.handler").Call("PS3") })).Refused("call.closed", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_file_is_handed_in_checked_by_its_bytes_and_read_by_those_who_may_see_the_case()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await app.Begin("liaoyang-centre");
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n");
        var handler = app.As("liaoyang-centre.handler");
        var stored = (await handler.Upload($"/api/cases/{id}/attachments", "../同意证明.pdf", pdf)).Value;
        stored["name"]!.GetValue<string>().ShouldBe("同意证明.pdf");
        stored["contentType"]!.GetValue<string>().ShouldBe("application/pdf");
        (await app.As("liaoyang-centre.head").Get($"/api/cases/{id}/attachments")).Value.AsArray().ShouldHaveSingleItem();
        (await app.As("liaoyang-centre.head").Get($"/api/attachments/{stored["id"]}")).Text.ShouldStartWith("%PDF-1.7");

        (await app.As("tonglu-vocational.handler").Get($"/api/attachments/{stored["id"]}")).Refused("attachment.unknown", HttpStatusCode.NotFound);
        (await app.As("liaoyang-centre.head").Upload($"/api/cases/{id}/attachments", "a.pdf", pdf)).Refused("attachment.not-yours", HttpStatusCode.Forbidden);
        (await handler.Upload($"/api/cases/{id}/attachments", "a.pdf", Encoding.ASCII.GetBytes("MZ not a document"))).Refused("attachment.kind");
        (await handler.Upload($"/api/cases/{id}/attachments", "a.pdf", [])).Refused("attachment.empty");
    }

    [Fact]
    public async Task Values_can_be_checked_without_submitting_them()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Post("/api/forms/pilot-site/check", new { caseId = id, form = PilotSiteWalk.FilledForm() })).Value["passes"]!.GetValue<bool>().ShouldBeTrue();
        (await handler.Post("/api/forms/pilot-site/check", new { caseId = id, form = new JsonObject() })).Value["passes"]!.GetValue<bool>().ShouldBeFalse();
        (await (await shared.Get()).As("expert1").Get("/api/forms/pilot-site")).Value["key"]!.GetValue<string>().ShouldBe("pilot-site");
    }
}
