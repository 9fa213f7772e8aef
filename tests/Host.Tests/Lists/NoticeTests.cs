using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Lists;

/// <summary>公示: the countdown in working days, objections by name and under a seal, upheld or not.</summary>
public class NoticeTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_list_stands_open_to_objections_and_goes_on_when_each_is_answered_and_none_upheld(DatabaseKind kind)
    {
        await using var app = await PublishedCall.InNotice(kind, cluster, days: 3);
        var notice = (await app.Anonymous().Get("/api/notices")).Value.AsArray().ShouldHaveSingleItem()!;
        var listId = notice["listId"]!.GetValue<string>();
        notice["workingDays"]!.GetValue<int>().ShouldBe(3);
        // Tuesday 6 June: Wednesday, Thursday and Friday are its days, and today counts among those that are left.
        notice["workingDaysLeft"]!.GetValue<int>().ShouldBe(4);
        var page = WebUtility.HtmlDecode((await app.Anonymous().Get($"/notices/{listId}")).Text);
        foreach (var words in new[] { "2023年6月9日", "个工作日（含今天）", "辽阳县", "提出异议" }) page.ShouldContain(words);
        (await Kinds(app, "caea.caeaRegistrar", "RecordFiling")).ShouldBe(0);

        // By name; under a seal only by its custodian; not without words; not by nobody.
        var person = app.As("kuandian-ou.handler");
        (await app.Anonymous().Post($"/api/notices/{listId}/objections", new { text = "匿名" })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await person.Post($"/api/notices/{listId}/objections", new { text = " " })).Refused("objection.text-required");
        var named = (await person.Post($"/api/notices/{listId}/objections", new { text = "名次有误" })).Value["id"]!.GetValue<string>();
        var custodian = app.As("kuandian-ou.sealCustodian");
        var seal = (await custodian.Get("/api/seals")).Value[0]!["id"]!.GetValue<string>();
        (await person.Post($"/api/notices/{listId}/objections", new { text = "单位异议", sealId = seal })).Refused("seal.not-custodian", HttpStatusCode.Forbidden);
        var uses = (await custodian.Get($"/api/seals/{seal}/uses")).Value.AsArray().Count;
        var sealedOne = (await custodian.Post($"/api/notices/{listId}/objections", new { text = "我单位的材料齐全", sealId = seal })).Value["id"]!.GetValue<string>();
        (await custodian.Get($"/api/seals/{seal}/uses")).Value.AsArray().Count.ShouldBe(uses + 1);

        // The organiser reads all of them, everybody else the own ones.
        var officer = await Organiser(app);
        (await app.As(officer).Get($"/api/notices/{listId}/objections")).Value.AsArray().Select(o => o!["unit"]?.GetValue<string>()).ShouldBe([null, "宽甸满族自治县开放大学"], ignoreOrder: true);
        (await person.Get($"/api/notices/{listId}/objections")).Value.AsArray().ShouldHaveSingleItem();

        // What came on paper is entered by the organiser with a name, and answered like the others.
        (await app.As(officer).Post($"/api/notices/{listId}/paper-objections", new { text = "来信" })).Refused("objection.objector-required");
        (await person.Post($"/api/notices/{listId}/paper-objections", new { objector = "某市民", text = "来信" })).Refused("objection.not-yours", HttpStatusCode.Forbidden);
        (await app.As(officer).Post($"/api/notices/{listId}/paper-objections", new { objector = "辽阳县居民甲", text = "来信说名称有误" })).Succeeded();
        var onPaper = (await app.As(officer).Get($"/api/notices/{listId}/objections")).Value.AsArray().Single(o => o!["objector"]?.GetValue<string>() == "辽阳县居民甲")!["id"]!.GetValue<string>();
        (await app.As(officer).Post($"/api/objections/{onPaper}/dismissal", new { answer = "名称与公章一致" })).Succeeded();

        // The days are over, and an objection is unanswered: nothing goes on until it is answered.
        (await app.As(officer).Post($"/api/objections/{named}/dismissal", new { answer = "评分无误" })).Succeeded();
        (await app.As(officer).Post($"/api/objections/{named}/dismissal", new { answer = "再答" })).Refused("objection.already-answered", HttpStatusCode.Conflict);
        await app.MoveTo(At(2023, 6, 10, 0));
        (await Kinds(app, "caea.caeaRegistrar", "RecordFiling")).ShouldBe(0);
        (await app.Anonymous().Get($"/api/notices/{listId}")).Value["notice"]!["isOpen"]!.GetValue<bool>().ShouldBeFalse();
        (await person.Post($"/api/notices/{listId}/objections", new { text = "太晚了" })).Refused("notice.not-open", HttpStatusCode.Conflict);
        (await Decide(app, officer, "NoObjection")).Refused("objection.unanswered");
        (await person.Post($"/api/objections/{sealedOne}/dismissal", new { answer = "自己答复" })).Refused("objection.unknown", HttpStatusCode.NotFound);
        (await app.As(officer).Post($"/api/objections/{sealedOne}/dismissal", new { answer = "材料齐全不影响名次" })).Succeeded();
        (await Decide(app, officer, "NoObjection")).Succeeded();
        (await Kinds(app, "caea.caeaRegistrar", "RecordFiling")).ShouldBe(1);
        (await Trail(app)).Count(action => action is "notice.ended" or "notice.closed").ShouldBe(1);
    }

    [Fact]
    public async Task An_objection_that_is_upheld_sends_the_list_back_to_the_decision_and_ends_the_notice()
    {
        await using var app = await PublishedCall.InNotice(DatabaseKind.Sqlite, cluster, days: 5);
        var listId = (await app.Anonymous().Get("/api/notices")).Value[0]!["listId"]!.GetValue<string>();
        var objection = (await app.As("kuandian-ou.head").Post($"/api/notices/{listId}/objections", new { text = "入选单位名称写错了" })).Value["id"]!.GetValue<string>();
        var officer = await Organiser(app);
        (await Decide(app, officer, "Objection", data: new { objectionId = objection })).Refused("opinion.reason-required");
        (await Decide(app, officer, "Objection", "属实，重新研究", new { objectionId = objection })).Succeeded();
        (await app.Anonymous().Get("/api/notices")).Value.AsArray().ShouldBeEmpty();
        var notice = (await app.Anonymous().Get($"/api/notices/{listId}")).Value;
        notice["units"]!.AsArray().ShouldBeEmpty();
        notice["notice"]!["upheld"]!.GetValue<int>().ShouldBe(1);
        (await app.As("kuandian-ou.head").Get($"/api/notices/{listId}/objections")).Value.AsArray().ShouldHaveSingleItem()!["answer"]!.GetValue<string>().ShouldBe("属实，重新研究");
        (await Kinds(app, "pg-community.projectGroupHead", "DecideList")).ShouldBe(1);
        (await Trail(app)).Where(action => action.StartsWith("notice.", StringComparison.Ordinal) || action.StartsWith("objection.", StringComparison.Ordinal)).ShouldBe(["notice.opened", "objection.raised", "objection.upheld", "notice.ended"]);
    }

    [Fact]
    public async Task Wrong_codes_of_the_second_factor_lock_the_account_and_then_no_code_is_looked_at()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var custodian = app.As("liaoyang-centre.sealCustodian");
        var secret = (await custodian.Post("/api/me/second-factor")).Value["secret"]!.GetValue<string>();
        string Code() => app.Code(secret);
        (await custodian.Post("/api/me/second-factor/confirm", new { code = Code() })).Succeeded();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var attempt = 0; attempt < Host.Account.Accounts.AttemptsAllowed; attempt++) (await Remove(custodian, "000000")).Refused("second-factor.wrong");
        (await Remove(custodian, Code())).Refused("session.locked");
        (await app.Anonymous().Post("/api/session", new { userName = "liaoyang-centre.sealCustodian", password = "Demo-2023" })).Refused("session.locked");
        app.Clock.Advance(Host.Account.Accounts.LockedFor + TimeSpan.FromMinutes(1));
        (await Remove(custodian, Code())).Succeeded();
    }

    /// <summary>What the trail of the call says, the oldest first.</summary>
    private static async Task<List<string>> Trail(RunningApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalsDb>();
        var subject = Subject.Call(await db.Calls.Where(c => c.Code == "PS3").Select(c => c.Id).SingleAsync(TestContext.Current.CancellationToken));
        return await db.AuditEntries.Where(e => e.Subject == subject).OrderBy(e => e.Sequence).Select(e => e.Action).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static Task<ApiAnswer> Remove(ApiClient client, string code) => client.Post("/api/me/second-factor/remove", new { code });

    private static DateTimeOffset At(int year, int month, int day, int hour) => new(year, month, day, hour, 1, 0, TimeSpan.FromHours(8));

    private static async Task<int> Kinds(RunningApplication app, string who, string kind) => (await app.As(who).Get($"/api/work-items?kind={kind}")).Value["items"]!.AsArray().Count;

    /// <summary>Whoever of the project group has the notice in the inbox.</summary>
    private static async Task<string> Organiser(RunningApplication app)
    {
        foreach (var role in new[] { "handler", "workGroupOfficer", "projectGroupHead" })
        {
            if (await Kinds(app, $"pg-community.{role}", "PublicNotice") == 1) return $"pg-community.{role}";
        }

        throw new InvalidOperationException("Expected somebody of the project group to hold the public notice, found nobody.");
    }

    private static async Task<ApiAnswer> Decide(RunningApplication app, string who, string outcome, string? comment = null, object? data = null)
    {
        var item = (await app.As(who).Get("/api/work-items?kind=PublicNotice")).Value["items"]![0]!["id"]!.GetValue<string>();
        var answer = await app.As(who).Post($"/api/work-items/{item}/decision", new { outcome, comment, data });
        await app.Settle();
        return answer;
    }
}
