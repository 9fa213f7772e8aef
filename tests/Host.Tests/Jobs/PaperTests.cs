using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Approvals.Seals;
using Workflows.Host.Account;
using Workflows.Host.Filings;
using Workflows.Host.Jobs;
using Workflows.Host.Sealing;
using Workflows.Host.Tests.Cases;
using Workflows.Host.Tests.Scenarios;
using Workflows.Paper.Pdf;
using Workflows.Persistence;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Jobs;

/// <summary>From the seal on a case to the PDF that the public checks.</summary>
public class PaperTests(PostgresCluster cluster)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Each_seal_asks_for_a_pdf_that_is_made_after_the_commit_and_the_public_learns_what_became_of_it(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Run(kind, cluster);
        var id = await Sealed(app);
        var custodian = app.As("liaoyang-centre.sealCustodian");
        (await Papers(app, id)).Select(State).ShouldBe(["waiting"]);
        await Make(app);

        var first = (await Papers(app, id))[0]!;
        State(first).ShouldBe("ready");
        first["seals"]!.GetValue<int>().ShouldBe(1);
        var file = await File(custodian, first);
        Convert.ToHexStringLower(SHA256.HashData(file)).ShouldBe(first["contentHash"]!.GetValue<string>());
        var found = await app.Services.GetRequiredService<ISealProvider>().Check(file, TestContext.Current.CancellationToken);
        found.IsWhole.ShouldBeTrue();
        found.Signatures.ShouldHaveSingleItem().Field.ShouldBe("seal.unitOpinion");
        (await Verdict(app, first)).ShouldBe("valid");
        (await VerdictOf(app, file)).ShouldBe("valid");

        // The superior's seal makes a new version; the old one is told to be superseded, and both seals are good.
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await app.Seal("liaoyang-edu.sealCustodian", id);
        await Make(app);
        var second = (await Papers(app, id))[0]!;
        second["seals"]!.GetValue<int>().ShouldBe(2);
        var both = await File(custodian, second);
        (await app.Services.GetRequiredService<ISealProvider>().Check(both, TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(c => c.IsWhole.ShouldBeTrue(), c => c.Signatures.Count.ShouldBe(2));
        (await Verdict(app, second)).ShouldBe("valid");
        (await VerdictOf(app, file)).ShouldBe("superseded");

        // One changed byte, a foreign file, an unknown code.
        both[both.Length / 2] ^= 1;
        (await VerdictOf(app, both)).ShouldBe("altered");
        (await VerdictOf(app, "%PDF-1.4 something else"u8.ToArray())).ShouldBe("notOurs");
        (await app.Anonymous().Get("/api/verify/0000-0000-0000")).Value["verdict"]!.GetValue<string>().ShouldBe("notOurs");

        // The seal is revoked: what it sealed stands, and whoever asks is told.
        (await custodian.Post($"/api/seals/{await SealOf(custodian)}/status", new { status = "revoked", comment = "换章" })).Succeeded();
        var answer = (await app.Anonymous().Get($"/api/verify/{second["code"]}")).Value;
        answer["verdict"]!.GetValue<string>().ShouldBe("sealRevoked");
        answer["seals"]!.AsArray().ShouldAllBe(s => s!["provider"]!.GetValue<string>() == "内部签章" && s["custodian"]!.GetValue<string>().Contains('*'));
    }

    [Fact]
    public async Task A_void_seal_withdraws_its_paper_and_stays_in_the_register()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await Sealed(app);
        await Make(app);
        var paper = (await Papers(app, id))[0]!;
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Return", "请更正地址")).Succeeded();
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm(form => form["address"] = "辽阳县首山镇胜利路"))).Succeeded();
        (await Verdict(app, paper)).ShouldBe("corrected");
        var custodian = app.As("liaoyang-centre.sealCustodian");
        (await custodian.Get($"/api/seals/{await SealOf(custodian)}/uses")).Value.AsArray().ShouldHaveSingleItem()!["isVoid"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_paper_that_cannot_be_made_is_shown_and_tried_again_and_the_seal_stands()
    {
        // It was there when the program started.
        var font = Path.GetTempFileName();
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, settings: ("Paper:Fonts:FangSong", font));
        System.IO.File.Delete(font);
        var id = await Sealed(app);
        for (var attempt = 1; attempt <= SealedPaper.MostAttempts; attempt++) await Should.ThrowAsync<FileNotFoundException>(() => Make(app));
        State((await Papers(app, id))[0]!).ShouldBe("failed");
        (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["marks"]!.AsArray().Count(m => m!["kind"]!.GetValue<string>() == "seal").ShouldBe(1);

        var waiting = (await app.As("platform.flowAdministrator").Get("/api/papers")).Value.AsArray().ShouldHaveSingleItem()!;
        waiting["error"]!.GetValue<string>().ShouldContain("Paper:Fonts:FangSong");
        (await app.As("liaoyang-centre.sealCustodian").Post($"/api/papers/{waiting["id"]}/retry")).Refused("paper.not-yours", HttpStatusCode.Forbidden);
        (await app.As("platform.flowAdministrator").Post($"/api/papers/{waiting["id"]}/retry")).Value["state"]!.GetValue<string>().ShouldBe("waiting");
    }

    [Fact]
    public async Task A_form_without_a_seal_is_printed_for_sealing_by_hand_and_papers_are_for_who_may_see_the_case()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var (id, _) = await app.Begin("liaoyang-centre");
        (await app.As("liaoyang-centre.handler").Post($"/api/cases/{id}/papers")).Refused("case.no-form");
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        var asked = (await app.As("liaoyang-centre.handler").Post($"/api/cases/{id}/papers")).Value;
        (await app.As("liaoyang-centre.handler").Post($"/api/cases/{id}/papers")).Value["id"]!.GetValue<string>().ShouldBe(asked["id"]!.GetValue<string>());
        (await Verdict(app, asked)).ShouldBe("notReady");
        await Make(app);
        (await File(app.As("liaoyang-centre.handler"), asked)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        (await Verdict(app, asked)).ShouldBe("valid");
        (await app.As("sy-ou.sealCustodian").Get($"/api/cases/{id}/papers")).Refused("case.unknown", HttpStatusCode.NotFound);
        (await app.As("sy-ou.sealCustodian").Get($"/api/papers/{asked["id"]}/file")).Refused("paper.unknown", HttpStatusCode.NotFound);
        (await app.Anonymous().Get($"/api/papers/{asked["id"]}/file")).Refused("paper.unknown", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_the_organisation_asks_for_it_the_seal_needs_a_code_that_is_good_once()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await Sealed(app, until: "seal");
        var (head, custodian) = (app.As("liaoyang-centre.head"), app.As("liaoyang-centre.sealCustodian"));
        var owner = (await custodian.Get("/api/seals")).Value[0]!["ownerId"]!.GetValue<string>();
        var seal = await SealOf(custodian);
        (await custodian.Post($"/api/seals/policy/{owner}", new { secondFactor = true })).Refused("seal.not-yours", HttpStatusCode.Forbidden);
        (await head.Post($"/api/seals/policy/{owner}", new { secondFactor = true })).Succeeded();
        (await app.Decide("liaoyang-centre.sealCustodian", id, "ApplySeal", "Sealed", data: new { sealId = seal })).Refused("seal.second-factor-required");
        (await app.Decide("liaoyang-centre.sealCustodian", id, "ApplySeal", "Sealed", data: new { sealId = seal, secondFactor = "123456" })).Refused("second-factor.not-enrolled");

        var secret = (await custodian.Post("/api/me/second-factor")).Value["secret"]!.GetValue<string>();
        string Code() => app.Code(secret);
        (await custodian.Post("/api/me/second-factor/confirm", new { code = "000000" })).Refused("second-factor.wrong");
        var used = Code();
        (await custodian.Post("/api/me/second-factor/confirm", new { code = used })).Succeeded();
        (await app.Decide("liaoyang-centre.sealCustodian", id, "ApplySeal", "Sealed", data: new { sealId = seal, secondFactor = used })).Refused("second-factor.wrong");
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        (await app.Decide("liaoyang-centre.sealCustodian", id, "ApplySeal", "Sealed", data: new { sealId = seal, secondFactor = Code() })).Succeeded();
    }

    [Fact]
    public async Task A_seal_is_refused_when_the_stored_pdf_was_altered()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await Sealed(app);
        await Make(app);
        (await app.Decide("liaoyang-edu.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ApprovalsDb>().FileContents.ExecuteUpdateAsync(set => set.SetProperty(c => c.Bytes, "%PDF-1.4 swapped"u8.ToArray()), TestContext.Current.CancellationToken);
        var seal = await SealOf(app.As("liaoyang-edu.sealCustodian"));
        (await app.Decide("liaoyang-edu.sealCustodian", id, "ApplySeal", "Sealed", data: new { sealId = seal })).Refused("seal.paper-altered");
    }

    [Fact]
    public async Task Keys_are_stored_encrypted_and_a_restart_signs_with_the_same_certificate()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, settings: ("Seals:Key", Convert.ToBase64String(new byte[32])));
        await Sealed(app);
        await Make(app);
        await using var scope = app.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<ApprovalsDb>().SigningCertificates.ToListAsync(TestContext.Current.CancellationToken);
        stored.Count.ShouldBe(2);
        foreach (var one in stored) Should.Throw<CryptographicException>(() => ECDsa.Create().ImportPkcs8PrivateKey(one.ProtectedKey, out _));
        var again = new SealKeys(app.Services.GetRequiredService<UnitOfWork>(), app.Services.GetRequiredService<KeyGuard>(), app.Clock);
        (await again.Authority(TestContext.Current.CancellationToken)).RawData.ShouldBe(stored.Single(c => c.Owner == SigningCertificate.Authority).Certificate);
    }

    [Fact]
    public async Task A_seal_is_applied_for_made_filed_used_and_revoked_step_by_step()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var custodian = app.As("liaoyang-centre.sealCustodian");
        var owner = (await custodian.Get("/api/seals")).Value[0]!["ownerId"]!.GetValue<string>();
        (await custodian.Post("/api/seals", new { ownerId = owner, name = "合同专用章", kind = "business", status = "applied", purpose = "合作协议" })).Refused("seal.application-reason");
        var seal = (await custodian.Post("/api/seals", new { ownerId = owner, name = "合同专用章", kind = "business", status = "applied", purpose = "合作协议", because = "合作协议逐年增多" })).Value;

        // The application is a letter with the red header, for its owner's eyes.
        await Make(app);
        var letter = (await custodian.Get($"/api/seals/{seal["id"]}/papers")).Value.AsArray().ShouldHaveSingleItem()!;
        State(letter).ShouldBe("ready");
        (await File(custodian, letter)).AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        (await Verdict(app, letter)).ShouldBe("valid");
        (await app.As("sy-ou.sealCustodian").Get($"/api/seals/{seal["id"]}/papers")).Value.AsArray().ShouldBeEmpty();
        (await app.As("sy-ou.sealCustodian").Get($"/api/papers/{letter["id"]}/file")).Refused("paper.unknown", HttpStatusCode.NotFound);
        seal["purpose"]!.GetValue<string>().ShouldBe("合作协议");
        (await custodian.Post($"/api/seals/{seal["id"]}/status", new { status = "active" })).Refused("seal.wrong-step");
        foreach (var status in new[] { "made", "filed", "active", "suspended", "active", "revoked" }) (await custodian.Post($"/api/seals/{seal["id"]}/status", new { status })).Succeeded();
        (await custodian.Post($"/api/seals/{seal["id"]}/status", new { status = "active" })).Refused("seal.revoked");
    }

    [Fact]
    public async Task The_letter_that_applies_for_a_seal_names_the_head_who_signed_it_and_leaves_room_where_nobody_did_yet()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var custodian = app.As("liaoyang-centre.sealCustodian");
        var owner = (await custodian.Get("/api/seals")).Value[0]!["ownerId"]!.GetValue<string>();
        async Task<string> Letter(string userName)
        {
            var seal = (await app.As(userName).Post("/api/seals", new { ownerId = owner, name = "合同专用章", kind = "business", status = "applied", because = "合作协议逐年增多" })).Value["id"]!.GetValue<string>();
            var paper = (await app.As(userName).Get($"/api/seals/{seal}/papers")).Value[0]!["id"]!.GetValue<string>();
            await using var scope = app.Services.CreateAsyncScope();
            var drawn = await scope.ServiceProvider.GetRequiredService<DrawPaper>().Run(long.Parse(paper, System.Globalization.CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);
            return string.Join('|', drawn.ShouldNotBeNull().Document.Pages[0].Items.OfType<DrawnText>().Select(t => t.Text));
        }
        (await Letter("liaoyang-centre.head")).ShouldContain("签发人：");
        (await Letter("liaoyang-centre.head")).ShouldContain("辽阳县中心 负责人");
        var unsigned = await Letter("liaoyang-centre.sealCustodian");
        unsigned.ShouldContain("签发人：");
        unsigned.ShouldNotContain("辽阳县中心 负责人");
    }

    [Fact]
    public async Task With_jobs_running_a_seal_becomes_a_pdf_by_itself_and_only_administrators_see_the_jobs()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Postgres, cluster, settings: ("Background:Enabled", "true"));
        var ready = When(app, p => p.State == PaperState.Ready);
        await Sealed(app);
        await ready.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        (await app.As("platform.flowAdministrator").Get("/jobs")).Status.ShouldBe(HttpStatusCode.OK);
        ((int)(await app.As("liaoyang-centre.sealCustodian").Get("/jobs")).Status).ShouldBeOneOf(401, 403);
    }

    [Fact]
    public async Task A_job_that_fails_is_shown_and_tried_again_by_itself_until_it_succeeds_and_the_seal_behind_it_stands()
    {
        var folder = Directory.CreateTempSubdirectory("workflows-font");
        var font = Path.Combine(folder.FullName, "late.ttf");
        await System.IO.File.WriteAllBytesAsync(font, [], TestContext.Current.CancellationToken);
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, settings: [("Background:Enabled", "true"), ("Paper:Fonts:FangSong", font)]);
        System.IO.File.Delete(font);
        var (failed, ready) = (When(app, p => p.Attempts > 0), When(app, p => p.State == PaperState.Ready));
        var id = await Sealed(app);
        await failed.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        // The administrator reads why, in the list and among the retries of the dashboard; the seal is where it was.
        (await app.As("platform.flowAdministrator").Get("/api/papers")).Value.AsArray().ShouldHaveSingleItem()!["error"]!.GetValue<string>().ShouldContain(font);
        await Soon.Holds(
            TimeSpan.FromMinutes(2), async () => (await app.As("platform.flowAdministrator").Get("/jobs/retries")).Text.Contains(nameof(MakePaper), StringComparison.Ordinal),
            "The job writes its failure down first; the dashboard learns of it a moment later.");
        (await app.As("platform.auditor").Get($"/api/cases/{id}")).Value["marks"]!.AsArray().Count(m => m!["kind"]!.GetValue<string>() == "seal").ShouldBe(1);

        System.IO.File.Copy(Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSerifSC_400Regular.ttf"), font);
        await ready.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        var paper = (await Papers(app, id)).ShouldHaveSingleItem()!;
        State(paper).ShouldBe("ready");
        paper["seals"]!.GetValue<int>().ShouldBe(1);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_filed_and_published_list_gets_its_certificate_and_pdf_and_the_custodians_seal_them_once()
    {
        var (scenario, _) = ScenarioFiles.Read("batch-decision.scenario.json");
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, scenario!.Start);
        await new ScenarioPlayer(app, scenario).Run();
        var listId = (await app.Anonymous().Get("/api/lists")).Value.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>();
        await Make(app);
        var papers = (await app.As("platform.auditor").Get($"/api/lists/{listId}/papers")).Value.AsArray();
        papers.Select(p => p!["kind"]!.GetValue<string>()).Distinct().Order().ShouldBe(["filingCertificate", "publishedList"]);
        papers.ShouldAllBe(p => State(p) == "ready" && p!["seals"]!.GetValue<int>() == 0);

        var custodian = app.As("caea.sealCustodian");
        var seal = await SealOf(custodian);
        (await app.As("liaoyang-centre.sealCustodian").Post($"/api/seals/lists/{listId}/publisher", new { sealId = seal })).Refused("seal.not-custodian");
        (await custodian.Post($"/api/seals/lists/{listId}/elsewhere", new { sealId = seal })).Refused("list.unknown");
        (await custodian.Post($"/api/seals/lists/{listId}/publisher", new { sealId = seal })).Succeeded();
        (await custodian.Post($"/api/seals/lists/{listId}/publisher", new { sealId = seal })).Refused("seal.list-already-there");
        (await custodian.Post($"/api/seals/lists/{listId}/registry", new { sealId = seal })).Succeeded();
        (await custodian.Get($"/api/seals/{seal}/uses")).Value.AsArray().Select(u => u!["number"]!.GetValue<string>()).ShouldBe(["2", "1"]);
        await Make(app);

        papers = (await app.Anonymous().Get($"/api/lists/{listId}/papers")).Value.AsArray();
        papers.ShouldAllBe(p => p!["kind"]!.GetValue<string>() == "publishedList");
        var file = await app.Anonymous().Http.GetByteArrayAsync(new Uri($"/api/papers/{papers[0]!["id"]}/file", UriKind.Relative), TestContext.Current.CancellationToken);
        (await app.Services.GetRequiredService<ISealProvider>().Check(file, TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(c => c.IsWhole.ShouldBeTrue(), c => c.Signatures.ShouldHaveSingleItem().Signer.ShouldBe("中国成人教育协会"));
        (await VerdictOf(app, file)).ShouldBe("valid");
        (await Verdict(app, papers[1]!)).ShouldBe("superseded");
    }

    [Fact]
    public async Task A_list_and_its_filing_are_drawn_under_the_names_of_their_time()
    {
        const string before = "中国成人教育协会", after = "中国终身学习协会";
        var (scenario, _) = ScenarioFiles.Read("batch-decision.scenario.json");
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, scenario!.Start);
        await new ScenarioPlayer(app, scenario).Run();
        app.Clock.Advance(TimeSpan.FromDays(1));
        var administrator = app.As("platform.flowAdministrator");
        (await administrator.Post($"/api/organisations/{await administrator.Organisation(before)}/names", new { fullName = after, shortName = "终身学习协会" })).Succeeded();

        var list = (await app.Anonymous().Get("/api/lists")).Value.AsArray().ShouldHaveSingleItem()!;
        list["publisher"]!.GetValue<string>().ShouldBe(before);
        var filings = await app.Services.GetRequiredService<UnitOfWork>().Read(
            async (scope, stop) => await scope.GetRequiredService<ReadFilings>().Run((await scope.GetRequiredService<FindCaller>().Named("platform.auditor", stop))!, stop), TestContext.Current.CancellationToken);
        filings.Count.ShouldBe(2);
        filings.ShouldAllBe(f => f.Registry == before);
        foreach (var paper in (await app.As("platform.auditor").Get($"/api/lists/{list["id"]}/papers")).Value.AsArray())
        {
            await using var scope = app.Services.CreateAsyncScope();
            var drawn = await scope.ServiceProvider.GetRequiredService<DrawPaper>().Run(long.Parse(paper!["id"]!.GetValue<string>(), CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);
            var text = string.Concat(drawn.ShouldNotBeNull().Document.Pages.SelectMany(p => p.Items.OfType<DrawnText>()).Select(t => t.Text));
            text.ShouldContain(before);
            text.ShouldNotContain(after);
        }
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, settings: ("Verify:PerMinute", "3"));
        var anybody = app.Anonymous();
        for (var i = 0; i < 3; i++) (await anybody.Get("/api/verify/0000-0000-0000")).Succeeded();
        (await anybody.Get("/api/verify/0000-0000-0000")).Refused("verify.too-often", HttpStatusCode.TooManyRequests);
        (await anybody.Get("/verify")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_public_page_answers_in_both_languages_without_signing_in()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        var id = await Sealed(app);
        await Make(app);
        var code = (await Papers(app, id))[0]!["code"]!.GetValue<string>();
        var page = await app.Anonymous().Get($"/verify?c={code}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        foreach (var words in new[] { "有效", "内部签章", "辽阳县", code }) WebUtility.HtmlDecode(page.Text).ShouldContain(words);
        WebUtility.HtmlDecode((await app.Anonymous().Get("/verify?c=nonsense")).Text).ShouldContain("非本系统出具");
        using var english = new HttpRequestMessage(HttpMethod.Get, $"/verify?c={code}");
        english.Headers.Add("Cookie", ".AspNetCore.Culture=c%3Den%7Cuic%3Den");
        (await app.Anonymous().Send(english)).Text.ShouldContain("internal seal");
    }

    private static async Task<string> Sealed(RunningApplication app, string? until = null)
    {
        var (id, _) = await app.Begin("liaoyang-centre");
        (await app.Submit("liaoyang-centre", id, PilotSiteWalk.FilledForm())).Succeeded();
        (await app.Decide("liaoyang-centre.head", id, "SignDocument", "Signed")).Succeeded();
        (await app.Decide("liaoyang-centre.head", id, "OpinionTask", "Approve", "同意申报")).Succeeded();
        if (until != "seal") await app.Seal("liaoyang-centre.sealCustodian", id);
        return id;
    }

    /// <summary>Done as soon as a paper is like that.</summary>
    private static Task When(RunningApplication app, System.Linq.Expressions.Expression<Func<SealedPaper, bool>> like)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Services.GetRequiredService<UnitOfWork>().Committed += commit =>
        {
            if (!commit.Subjects.Any(s => s.StartsWith("Paper:", StringComparison.Ordinal))) return;
            using var scope = app.Services.CreateScope();
            if (scope.ServiceProvider.GetRequiredService<ApprovalsDb>().SealedPapers.Any(like)) seen.TrySetResult();
        };
        return seen.Task;
    }

    private static Task<int> Make(RunningApplication app) => app.Services.GetRequiredService<MakePaper>().All(TestContext.Current.CancellationToken);

    private static async Task<System.Text.Json.Nodes.JsonArray> Papers(RunningApplication app, string caseId) => (await app.As("platform.auditor").Get($"/api/cases/{caseId}/papers")).Value.AsArray();

    private static string State(System.Text.Json.Nodes.JsonNode? paper) => paper!["state"]!.GetValue<string>();

    private static async Task<string> SealOf(ApiClient custodian) => (await custodian.Get("/api/seals")).Value[0]!["id"]!.GetValue<string>();

    private static async Task<string> Verdict(RunningApplication app, System.Text.Json.Nodes.JsonNode paper) =>
        (await app.Anonymous().Get($"/api/verify/{paper["code"]}")).Value["verdict"]!.GetValue<string>();

    private static async Task<string> VerdictOf(RunningApplication app, byte[] file) =>
        (await app.Anonymous().Upload("/api/verify", "file.pdf", file, "application/pdf")).Value["verdict"]!.GetValue<string>();

    private static async Task<byte[]> File(ApiClient client, System.Text.Json.Nodes.JsonNode paper)
    {
        await client.Get("/api/me");
        return await client.Http.GetByteArrayAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/api/papers/{paper["id"]}/file"), UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
