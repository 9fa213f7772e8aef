using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Inbox;

/// <summary>代理 and 工作交接 over the API, on both databases.</summary>
public class SubstitutionTests(PostgresCluster cluster)
{
    private const string Head = "liaoyang-edu.head", Reviewer = "liaoyang-edu.reviewer", Handler = "liaoyang-edu.handler";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_substitute_decides_for_another_who_keeps_sight_and_work_is_handed_over_at_once(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var item = await app.As(Head).WorkOn(id, "OpinionTask");
        var (from, to) = (app.Clock.GetUtcNow(), app.Clock.GetUtcNow().AddDays(3));
        (await app.As(Head).Post("/api/me/substitutions", new { substituteId = await Me(app, "ly-edu.head"), from, to })).Refused("substitution.other-organisation");
        (await app.As(Head).Post("/api/me/substitutions", new { substituteId = await Me(app, Head), from, to })).Refused("substitution.oneself");
        (await app.As(Head).Post("/api/me/substitutions", new { substituteId = await Me(app, Reviewer), from = to, to = from })).Refused("substitution.period");
        (await app.As(Reviewer).Post($"/api/work-items/{item}/decision", new { outcome = "Approve" })).Refused("work-item.not-yours");

        (await app.As(Head).Post("/api/me/substitutions", new { substituteId = await Me(app, Reviewer), from, to, reason = "出差" })).Succeeded();

        // It does not cascade: the reviewer's own substitute gets nothing of the head's.
        (await app.As(Reviewer).Post("/api/me/substitutions", new { substituteId = await Me(app, Handler), from, to })).Succeeded();
        (await app.As(Handler).Post($"/api/work-items/{item}/decision", new { outcome = "Approve" })).Refused("work-item.not-yours");
        (await app.As(Head).WorkOn(id, "OpinionTask")).ShouldBe(item, "who is substituted keeps everything");
        (await app.Decide(Reviewer, id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        var decided = (await app.As(Reviewer).Get($"/api/cases/{id}/timeline")).Value.AsArray().Last(e => e!["what"]!.GetValue<string>() == "work-item.decided")!;
        decided["onBehalfOf"]!.GetValue<string>().ShouldContain("负责人");
        decided["role"]!.GetValue<string>().ShouldBe("head");

        // When its time is over, it is over.
        await app.Seal("liaoyang-edu.sealCustodian", id);
        (await app.Printed(Head, id)).ShouldContain("（辽阳县教育局审核人代辽阳县教育局负责人）");
        var other = await app.UpToTheSuperior("liaoyang-ou");
        await app.MoveTo(to);
        var next = await app.As(Head).WorkOn(other, "OpinionTask");
        (await app.As(Reviewer).Post($"/api/work-items/{next}/decision", new { outcome = "Approve" })).Refused("work-item.not-yours");

        // 离职转办: everything the head has goes to the handler.
        var bureau = await app.As("platform.flowAdministrator").Organisation("辽阳县教育局");
        var seat = (await app.As(Head).Get($"/api/work-items/{next}/colleagues")).Value.AsArray().First(c => c!["role"]!.GetValue<string>() == "handler" && c["isOwn"]!.GetValue<bool>())!["seatId"]!.DeepClone();
        var asked = new JsonObject { ["organisationId"] = bureau, ["personId"] = await Me(app, Head), ["toSeatId"] = seat, ["toPersonId"] = await Me(app, Handler), ["reason"] = "调离" };
        (await app.As(Reviewer).Post("/api/work-items/hand-over", asked.DeepClone())).Refused("organisation.not-yours");
        (await app.As("platform.flowAdministrator").Post("/api/work-items/hand-over", asked)).Value["moved"]!.GetValue<int>().ShouldBe(1);
        (await app.As(Head).Post($"/api/work-items/{next}/decision", new { outcome = "Approve" })).Refused("work-item.not-yours");
        (await app.Decide(Handler, other, "OpinionTask", "Approve", "同意")).Succeeded();
        (await app.As("platform.auditor").Get($"/api/cases/{other}/audit")).Value["isIntact"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static async Task<string> Me(RunningApplication app, string userName) => (await app.As(userName).Get("/api/me")).Value["personId"]!.GetValue<string>();
}
