using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Approvals.Organisations;
using Workflows.Host.Audit;
using Workflows.Host.Tests.Cases;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Audit;

/// <summary>What is recorded beside the decisions, from where, and in the one log over everything.</summary>
public class RecordedActsTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Signing_in_is_recorded_right_or_wrong_and_from_where(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        using var nobody = app.Anonymous();
        (await nobody.Post("/api/session", new { userName = "sy-ou.head", password = "wrong" })).Refused("session.wrong");
        (await nobody.Post("/api/session", new { userName = "sy-ou.head", password = "Demo-2023" })).Succeeded();
        (await nobody.Post("/api/session", new { userName = "No.Such.Name", password = "wrong" })).Refused("session.wrong");

        var person = long.Parse((await app.As("sy-ou.head").Get("/api/me")).Value["personId"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var own = (await Entries(app, Subject.Person(person))).Where(e => e.Action.StartsWith("session.", StringComparison.Ordinal)).ToList();
        own.Select(e => (e.Action, e.Outcome, e.PersonId)).Take(2).ShouldBe([("session.refused", "Wrong", null), ("session.begun", null, (long?)person)]);
        own.ShouldAllBe(e => e.Origin == "api 127.0.0.1" || e.Origin == "api ::1");

        var stranger = (await Entries(app, Subject.Stranger("NO.SUCH.NAME"))).ShouldHaveSingleItem();
        (stranger.Action, stranger.Outcome, stranger.After).ShouldBe(("session.refused", "Unknown", "No.Such.Name"));
        stranger.CanonicalText().ShouldNotContain("Such");
    }

    [Fact]
    public async Task Whoever_takes_out_a_file_or_a_chain_is_recorded_and_the_case_is_left_alone()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (caseId, _) = await app.Begin("liaoyang-centre");
        var handler = app.As("liaoyang-centre.handler");
        var attached = (await handler.Upload($"/api/cases/{caseId}/attachments", "证明.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF"))).Value["id"]!.ToString();
        var before = (await Entries(app, $"Case:{caseId}")).Count;
        (await handler.Get($"/api/attachments/{attached}")).Succeeded();
        (await app.As("platform.auditor").Get("/elsa/api/workflow-definitions/pilot-site-application/export")).Succeeded();

        (await Entries(app, $"Case:{caseId}")).Count.ShouldBe(before);
        var taken = (await All(app)).Where(e => e.Action is "attachment.taken-out" or "definition.exported").ToList();
        taken.Select(e => (e.Action, e.Origin!.Split(' ')[0])).ShouldBe([("attachment.taken-out", "api"), ("definition.exported", "studio")]);
        taken[0].Before.ShouldBe($"Case:{caseId}");
        taken[0].After.ShouldBe("证明.pdf");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_entry_comes_into_the_log_and_a_checkpoint_is_signed_every_day(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var log = app.Services.GetRequiredService<SealLog>();
        await log.Run(Stop);
        await log.Run(Stop);
        using var nobody = app.Anonymous();
        var first = (await nobody.Get("/api/audit/checkpoint")).Value;
        first["size"]!.ToString().ShouldBe((await All(app)).Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        IsSigned(first).ShouldBeTrue();
        IsSigned(first, first["text"]!.ToString().Replace("\"size\":", "\"size\":1", StringComparison.Ordinal)).ShouldBeFalse();

        await app.Begin("liaoyang-centre");
        app.Clock.Advance(TimeSpan.FromDays(1));
        await log.Run(Stop);
        var second = (await nobody.Get("/api/audit/checkpoint")).Value;
        second["number"]!.ToString().ShouldBe("2");
        IsSigned(second).ShouldBeTrue();
        JsonNode.Parse(second["text"]!.ToString())!["previous"]!.ToString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first["text"]!.ToString()))));
        second["fingerprint"]!.ToString().ShouldBe(first["fingerprint"]!.ToString());
    }

    [Fact]
    public async Task Only_a_security_administrator_erases_words_and_nobody_else()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await app.UpToTheSuperior("liaoyang-centre");
        var opinion = (await Entries(app, $"Case:{id}")).Single(e => e.Action == "opinion.written");
        opinion.Comment.ShouldBe("同意申报");
        var asked = new { sequences = new[] { opinion.Sequence }, reason = "依当事人请求" };
        foreach (var other in new[] { "platform.auditor", "platform.flowAdministrator", "liaoyang-centre.handler" })
            ((int)(await app.As(other).Post($"/api/audit/case/{id}/erasure", asked)).Status).ShouldBe(403, other);
        (await app.As("platform.securityAdministrator").Post($"/api/audit/case/{id}/erasure", asked)).Value["entries"]!.ToString().ShouldBe("1");

        var trail = (await app.As("platform.auditor").Get($"/api/cases/{id}/audit")).Value;
        trail["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        var entry = trail["entries"]!.AsArray().Single(e => e!["action"]!.ToString() == "opinion.written")!;
        entry["isErased"]!.GetValue<bool>().ShouldBeTrue();
        entry["comment"].ShouldBeNull();
        trail["entries"]!.AsArray()[^1]!["action"]!.ToString().ShouldBe("audit.words-erased");
    }

    [Fact]
    public async Task Administrator_security_administrator_and_auditor_are_never_the_same_person()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var administrator = app.As("platform.flowAdministrator");
        var auditor = (await app.As("platform.auditor").Get("/api/me")).Value;
        var (person, organisation) = (auditor["personId"]!.ToString(), auditor["seats"]![0]!["organisationId"]!.ToString());
        foreach (var role in new[] { "flowAdministrator", "securityAdministrator", "orgAdministrator" })
            (await administrator.Post($"/api/organisations/{organisation}/seats/{role}/holders", new { personId = person })).Refused("seat.not-together");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_held_two_of_the_three_duties_from_before_keeps_the_first_until_one_is_taken_away(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var security = app.As("platform.securityAdministrator");
        (await security.Get("/api/audit/separation")).Value.AsArray().ShouldBeEmpty();
        var auditor = (await app.As("platform.auditor").Get("/api/me")).Value;
        var (person, organisation) = (long.Parse(auditor["personId"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture), auditor["seats"]![0]!["organisationId"]!.ToString());
        app.Clock.Advance(TimeSpan.FromHours(1));

        // As an older version allowed it.
        _ = (await app.Services.GetRequiredService<UnitOfWork>().Run<int>(Actor.System, async (scope, token) =>
        {
            var (db, now) = (scope.GetRequiredService<ApprovalsDb>(), scope.GetRequiredService<TimeProvider>().GetUtcNow());
            var seat = await db.Seats.SingleAsync(s => s.Role == SeatRole.SecurityAdministrator && s.OrganisationId == long.Parse(organisation, System.Globalization.CultureInfo.InvariantCulture), token);
            db.SeatHoldings.Add(new SeatHolding { Id = scope.GetRequiredService<IdSource>().Next(), SeatId = seat.Id, PersonId = person, From = now });
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Person(person), "seat.taken", cancellation: token);
            return 0;
        }, Stop)).Value;

        var joined = (await security.Get("/api/audit/separation")).Value.AsArray().ShouldHaveSingleItem()!;
        joined["seats"]!.AsArray().Select(s => $"{s!["role"]} {s["isResting"]}").ShouldBe(["auditor false", "securityAdministrator true"]);
        (await app.As("platform.auditor").Get("/api/trace")).Succeeded();
        ((int)(await app.As("platform.auditor").Get("/api/audit/subjects?text=PS3")).Status).ShouldBe(403, "the duty that was taken later rests");

        (await app.As("platform.flowAdministrator").Delete($"/api/organisations/{organisation}/seats/auditor/holders/{person}")).Succeeded();
        (await security.Get("/api/audit/separation")).Value.AsArray().ShouldBeEmpty();
        (await app.As("platform.auditor").Get("/api/audit/subjects?text=PS3")).Succeeded();
        ((int)(await app.As("platform.auditor").Get("/api/trace")).Status).ShouldBe(403);
    }

    [Fact]
    public async Task Cases_and_persons_whose_words_are_to_be_erased_are_found_by_number_unit_and_name()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await app.UpToTheSuperior("liaoyang-centre");
        var security = app.As("platform.securityAdministrator");
        async Task<IEnumerable<string>> Found(string text) => (await security.Get("/api/audit/subjects?text=" + Uri.EscapeDataString(text))).Value.AsArray().Select(f => $"{f!["kind"]} {f["name"]}").ToList();
        (await Found("ps3-ln-0001")).ShouldBe(["case PS3-LN-0001"]);
        (await Found("辽阳县社区教育中心")).ShouldContain("case PS3-LN-0001");
        (await Found("辽阳县中心 负责人")).ShouldBe(["person 辽阳县中心 负责人"]);
        (await Found(" ")).ShouldBeEmpty();
        ((int)(await app.As("platform.auditor").Get("/api/audit/subjects?text=x")).Status).ShouldBe(403);
    }

    private static bool IsSigned(JsonNode checkpoint, string? text = null)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(checkpoint["publicKey"]!.ToString()), out _);
        return key.VerifyData(Encoding.UTF8.GetBytes(text ?? checkpoint["text"]!.ToString()), Convert.FromBase64String(checkpoint["signature"]!.ToString()), HashAlgorithmName.SHA256);
    }

    private static Task<List<AuditEntry>> Entries(RunningApplication app, string subject) => app.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Subject == subject).OrderBy(e => e.Sequence).ToListAsync(token), Stop);

    private static Task<List<AuditEntry>> All(RunningApplication app) => app.Services.GetRequiredService<UnitOfWork>().Read(
        (scope, token) => scope.GetRequiredService<ApprovalsDb>().AuditEntries.OrderBy(e => e.Id).ToListAsync(token), Stop);
}
