using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Inbox;

/// <summary>What the holder of an opinion does beside deciding it, over the API, on the real chain and both databases.</summary>
public class ActionsTests(PostgresCluster cluster)
{
    private const string Bureau = "辽阳县教育局", Head = "liaoyang-edu.head", Reviewer = "liaoyang-edu.reviewer", Handler = "liaoyang-edu.handler";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_opinion_is_handed_on_delegated_asked_about_paused_signed_by_two_taken_back_and_returned(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var item = await app.As(Head).WorkOn(id, "OpinionTask");

        // 转办 and back.
        (await Do(app, Head, item, "transfer", await To(app, Head, item, "reviewer", person: true))).Succeeded();
        (await Decide(app, Head, item, "Approve")).Refused("work-item.not-yours", HttpStatusCode.Forbidden);
        (await Do(app, Reviewer, item, "transfer", await To(app, Reviewer, item, "head", person: false, "应由负责人签"))).Succeeded();

        // 委派: it waits, the words come back, the head decides.
        (await Do(app, Head, item, "companions/delegated", await To(app, Head, item, "handler", person: true))).Refused("work-item.words-required");
        (await Do(app, Head, item, "companions/delegated", await To(app, Head, item, "handler", person: true, "请核实场地"))).Succeeded();
        (await Decide(app, Head, item, "Approve")).Refused("work-item.waits");
        (await app.Decide(Handler, id, "Delegated", "Replied", "场地属实，建议同意")).Succeeded();

        // 沟通 with the applicant; nobody waits.
        (await Do(app, Head, item, "companions/question", await To(app, Head, item, "handler", person: true, "何时挂牌？", own: false))).Succeeded();
        (await app.Decide("liaoyang-centre.handler", id, "Question", "Answered", "六月")).Succeeded();

        // 补正: the clock stands still.
        var due = (await View(app, Head, item))["dueAt"]!.GetValue<DateTimeOffset>();
        (await Do(app, Head, item, "companions/supplement", new JsonObject { ["words"] = "请补场地证明" })).Succeeded();
        (await View(app, Head, item))["dueAt"].ShouldBeNull();
        await app.MoveTo(app.Clock.GetUtcNow().AddDays(7));
        (await app.Decide("liaoyang-centre.handler", id, "Supplement", "Supplied", "已上传")).Succeeded();
        (await View(app, Head, item))["dueAt"]!.GetValue<DateTimeOffset>().ShouldBe(due.AddDays(7));

        // 传阅, with a receipt that only the reader gives.
        (await Do(app, Head, item, "circulation", new JsonObject { ["readers"] = new JsonArray(await To(app, Head, item, "reviewer", person: true)), ["note"] = "请阅" })).Succeeded();
        var copy = (await app.As(Reviewer).Get("/api/copies")).Value.AsArray().First(c => c!["caseId"]?.GetValue<string>() == id)!["id"]!.GetValue<string>();
        (await app.As(Handler).Post($"/api/copies/{copy}/read", new { })).Refused("copy.unknown");
        (await app.As(Reviewer).Post($"/api/copies/{copy}/read", new { })).Succeeded();

        // 抄送 to an organisation near the case, which sees the case from then on; not to any other.
        var near = (await app.As(Head).Get($"/api/work-items/{item}/copy-recipients")).Value.AsArray();
        var centre = near.Single(r => r!["name"]!.GetValue<string>() == "辽宁省社区教育指导中心")!["id"]!.GetValue<string>();
        (await app.As("ln-centre.head").Get("/api/copies")).Value.AsArray().ShouldNotContain(c => c!["caseId"] != null && c["caseId"]!.GetValue<string>() == id);
        (await Do(app, Head, item, "copies", new JsonObject { ["organisationIds"] = new JsonArray() })).Refused("copy.nobody");
        (await Do(app, Head, item, "copies", new JsonObject { ["organisationIds"] = new JsonArray("1") })).Refused("copy.not-offered");
        (await Do(app, Handler, item, "copies", new JsonObject { ["organisationIds"] = new JsonArray(centre) })).Refused("work-item.unknown");
        (await Do(app, Head, item, "copies", new JsonObject { ["organisationIds"] = new JsonArray(centre), ["note"] = "请阅知" })).Succeeded();
        var sent = (await app.As("ln-centre.head").Get("/api/copies")).Value.AsArray().Single(c => c!["caseId"]?.GetValue<string>() == id)!;
        sent["note"]!.GetValue<string>().ShouldBe("请阅知");
        (await app.As("ln-centre.head").Post($"/api/copies/{sent["id"]}/read", new { })).Succeeded();

        // 前加签 and 减签, then approved and 拿回 while the custodian has not opened it.
        (await Do(app, Head, item, "companions/signBefore", await To(app, Head, item, "reviewer", person: true, "请先审"))).Succeeded();
        var added = (await View(app, Head, item))["companions"]!.AsArray().Single(c => c!["isOpen"]!.GetValue<bool>())!["id"]!.GetValue<string>();
        (await app.As(Reviewer).Delete($"/api/work-items/{item}/companions/{added}")).Refused("work-item.not-yours");
        (await app.As(Head).Delete($"/api/work-items/{item}/companions/{added}")).Succeeded();
        (await Decide(app, Head, item, "Approve", "同意")).Succeeded();
        (await app.As(Reviewer).Post($"/api/work-items/{item}/take-back", new { })).Refused("work-item.not-yours");
        (await app.As(Head).Post($"/api/work-items/{item}/take-back", new { })).Succeeded();
        item = await app.As(Head).WorkOn(id, "OpinionTask");

        // 后加签: approved by the head, decided by the reviewer.
        var after = await To(app, Head, item, "reviewer", person: true, "请会签");
        after["opinion"] = "拟同意";
        (await Do(app, Head, item, "companions/signAfter", after)).Succeeded();
        (await app.Decide(Reviewer, id, "OpinionTask", "Approve", "同意")).Succeeded();
        var custody = await app.As("liaoyang-edu.sealCustodian").WorkOn(id, "ApplySeal");
        (await app.As("liaoyang-edu.sealCustodian").Post($"/api/work-items/{custody}/seen", new { })).Succeeded();
        (await app.As(Head).Post($"/api/work-items/{item}/take-back", new { })).Code.ShouldBe("work-item.moved-on");
        await app.Seal("liaoyang-edu.sealCustodian", id);
        (await app.Decide("ln-centre.receivingClerk", id, "ReceiveMaterials", "Accepted", data: new { paperReceivedAt = app.Clock.GetUtcNow(), electronicReceivedAt = app.Clock.GetUtcNow() })).Succeeded();

        // 退回 to the bureau, to come back here: what the bureau gave is void and given anew, the receipt still stands.
        var collector = await app.As("ln-centre.head").WorkOn(id, "OpinionTask");
        var steps = (await app.As("ln-centre.head").Get($"/api/work-items/{collector}/steps")).Value.AsArray();
        var bureau = steps.Single(s => s!["organisation"]!.GetValue<string>() == Bureau)!["activityId"]!.GetValue<string>();
        (await Do(app, "ln-centre.head", collector, "return", new JsonObject { ["to"] = "nowhere", ["comment"] = "请重审" })).Refused("work-item.step-unknown");
        (await Do(app, "ln-centre.head", collector, "return", new JsonObject { ["to"] = bureau, ["resume"] = "continue", ["comment"] = "请写明理由" })).Succeeded();
        (await Open(app, id)).ShouldBe(["OpinionTask"]);
        (await app.Decide(Head, id, "OpinionTask", "Approve", "理由如下：条件齐备")).Succeeded();
        await app.Seal("liaoyang-edu.sealCustodian", id);
        (await app.Decide("ln-centre.head", id, "OpinionTask", "Approve", "推荐")).Succeeded();

        var marks = (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["marks"]!.AsArray();
        marks.Single(m => m!["kind"]!.GetValue<string>() == "opinion" && m["block"]!.GetValue<string>() == "superiorOpinion" && !m["isVoid"]!.GetValue<bool>())!["text"]!.GetValue<string>().ShouldBe("理由如下：条件齐备");
        marks.Select(m => m!["text"]?.GetValue<string>()).ShouldContain(text => text != null && text.Contains("拟同意") && text.Contains("：同意"));
        var audit = (await app.As("platform.auditor").Get($"/api/cases/{id}/audit")).Value;
        audit["isIntact"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static async Task<JsonObject> To(RunningApplication app, string userName, string item, string role, bool person, string? words = null, bool own = true)
    {
        var found = (await app.As(userName).Get($"/api/work-items/{item}/colleagues")).Value.AsArray()
            .First(c => c!["role"]!.GetValue<string>() == role && c["isOwn"]!.GetValue<bool>() == own && c["personId"] is not null == person)!;
        return new JsonObject { ["seatId"] = found["seatId"]!.DeepClone(), ["personId"] = found["personId"]?.DeepClone(), ["words"] = words };
    }

    private static Task<ApiAnswer> Do(RunningApplication app, string userName, string item, string what, JsonObject body) => app.As(userName).Post($"/api/work-items/{item}/{what}", body);

    private static async Task<ApiAnswer> Decide(RunningApplication app, string userName, string item, string outcome, string? comment = null) =>
        await app.As(userName).Post($"/api/work-items/{item}/decision", new { outcome, comment });

    private static async Task<JsonNode> View(RunningApplication app, string userName, string item) => (await app.As(userName).Get($"/api/work-items/{item}")).Value;

    private static async Task<IEnumerable<string>> Open(RunningApplication app, string id) =>
        (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["openWork"]!.AsArray().Select(w => w!["kind"]!.GetValue<string>());
}
