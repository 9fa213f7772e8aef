using System.Text.Json.Nodes;
using Workflows.Host.Tests.Cases;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Inbox;

/// <summary>会签 on the real chain: a vote is taken back while the step is open and after it, and nobody has to say again what was said.</summary>
public class SignersTests(PostgresCluster cluster)
{
    private const string Head = "liaoyang-edu.head", Reviewer = "liaoyang-edu.reviewer", Handler = "liaoyang-edu.handler";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_vote_is_taken_back_and_what_the_others_said_stands(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        await app.Redraw("pilot-site-application", "superior-opinion", ("signers", "List<String>", (string[])["head", "reviewer", "handler"]), ("mode", "String", "all"));
        var id = await app.UpToTheSuperior("liaoyang-centre");

        // While the step is open: the own vote alone is asked again.
        (await app.Decide(Handler, id, "OpinionTask", "Approve", "材料已核")).Succeeded();
        var first = await app.As(Reviewer).WorkOn(id, "OpinionTask");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.Decide(Reviewer, id, "OpinionTask", "Approve", "写错了")).Succeeded();
        (await View(app, Reviewer, first))["mayTakeBack"]!.GetValue<bool>().ShouldBeTrue();
        (await app.As(Handler).Post($"/api/work-items/{first}/take-back", new { })).Refused("work-item.not-yours");
        (await app.As(Reviewer).Post($"/api/work-items/{first}/take-back", new { })).Succeeded();
        var second = await app.As(Reviewer).WorkOn(id, "OpinionTask");
        second.ShouldNotBe(first);
        (await app.Decide(Reviewer, id, "OpinionTask", "Approve", "同意")).Succeeded();
        (await app.As(Reviewer).Post($"/api/work-items/{first}/take-back", new { })).Refused("work-item.moved-on");

        // After the step: whoever decided last takes it back, the seal that was asked for is asked no more, and only the one vote is missing.
        var last = await app.As(Head).WorkOn(id, "OpinionTask");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.Decide(Head, id, "OpinionTask", "Approve", "同意上报")).Succeeded();
        (await Open(app, id)).ShouldBe(["ApplySeal"]);
        (await app.As(Reviewer).Post($"/api/work-items/{second}/take-back", new { })).Refused("work-item.moved-on");
        (await app.As(Head).Post($"/api/work-items/{last}/take-back", new { })).Succeeded();
        (await Open(app, id)).ShouldBe(["OpinionTask"]);

        // And once more: what stands goes along.
        (await app.Decide(Head, id, "OpinionTask", "Approve", "再想一想")).Succeeded();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = (await app.As(Head).Get("/api/work-items/finished")).Value["items"]!.AsArray().First(f => f!["caseId"]?.GetValue<string>() == id)!["id"]!.GetValue<string>();
        (await app.As(Head).Post($"/api/work-items/{again}/take-back", new { })).Succeeded();
        (await app.Decide(Head, id, "OpinionTask", "Approve", "同意推荐")).Succeeded();
        (await Open(app, id)).ShouldBe(["ApplySeal"]);

        var marks = (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["marks"]!.AsArray();
        var standing = marks.Single(m => m!["kind"]!.GetValue<string>() == "opinion" && m["block"]!.GetValue<string>() == "superiorOpinion" && !m["isVoid"]!.GetValue<bool>())!["text"]!.GetValue<string>();
        standing.ShouldBe("辽阳县教育局 经办人：材料已核；辽阳县教育局 审核人：同意；辽阳县教育局 负责人：同意推荐");
        var audit = (await app.As("platform.auditor").Get($"/api/cases/{id}/audit")).Value;
        audit["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        audit["entries"]!.AsArray().Count(e => e!["action"]!.GetValue<string>() == "work-item.taken-back").ShouldBe(3);
    }

    private static async Task<JsonNode> View(RunningApplication app, string userName, string item) => (await app.As(userName).Get($"/api/work-items/{item}")).Value;

    private static async Task<IEnumerable<string>> Open(RunningApplication app, string id) =>
        (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["openWork"]!.AsArray().Select(w => w!["kind"]!.GetValue<string>());
}
