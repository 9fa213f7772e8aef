using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Account;

public class SessionTests(SharedApplication shared, PostgresCluster cluster)
{
    [Fact]
    public async Task Whoever_signs_in_learns_who_they_are_and_which_seats_they_hold()
    {
        var me = (await (await shared.Get()).As("liaoyang-centre.handler").Get("/api/me")).Value;
        me["name"]!.GetValue<string>().ShouldBe("辽阳县中心 经办人");
        var seat = me["seats"]!.AsArray().ShouldHaveSingleItem()!;
        seat["role"]!.GetValue<string>().ShouldBe("handler");
        seat["organisation"]!.GetValue<string>().ShouldBe("辽阳县社区教育中心");
        seat["organisationId"]!.GetValueKind().ShouldBe(System.Text.Json.JsonValueKind.String);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike()
    {
        using var nobody = (await shared.Get()).Anonymous();
        var wrong = await nobody.Post("/api/session", new { userName = "liaoyang-ou.head", password = "not this" });
        var unknown = await nobody.Post("/api/session", new { userName = "no.such.name", password = "not this" });
        wrong.Refused("session.wrong", HttpStatusCode.Unauthorized);
        unknown.Refused("session.wrong", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var nobody = app.Anonymous();
        for (var i = 0; i < 5; i++) (await nobody.Post("/api/session", new { userName = "ln-ou.head", password = $"wrong {i}" })).Refused("session.wrong");
        (await nobody.Post("/api/session", new { userName = "ln-ou.head", password = "Demo-2023" })).Refused("session.locked", HttpStatusCode.Unauthorized);
        app.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        (await nobody.Post("/api/session", new { userName = "ln-ou.head", password = "Demo-2023" })).Succeeded();
    }

    [Fact]
    public async Task Without_signing_in_nothing_but_published_lists_is_answered()
    {
        using var nobody = (await shared.Get()).Anonymous();
        (await nobody.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await nobody.Get("/api/work-items")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await nobody.Get("/api/lists")).Succeeded();
    }

    [Fact]
    public async Task An_access_token_runs_out()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var nobody = app.Anonymous();
        var session = (await nobody.Post("/api/session", new { userName = "ln-ou.head", password = "Demo-2023" })).Value;
        nobody.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session["accessToken"]!.GetValue<string>());
        (await nobody.Get("/api/me")).Succeeded();
        app.Clock.Advance(TimeSpan.FromHours(9));
        (await nobody.Get("/api/me")).Refused("session.required");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_access_token_that_is_idle_ends_one_that_is_used_goes_on_also_after_a_restart_or_on_another_node(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Configured(kind, cluster, ("Session:IdleMinutes", "30"));
        await using var other = await app.Beside();
        using var here = app.Anonymous();
        using var there = other.Anonymous();
        var token = (await here.Post("/api/session", new { userName = "ln-ou.head", password = "Demo-2023" })).Value["accessToken"]!.GetValue<string>();
        here.Http.DefaultRequestHeaders.Authorization = there.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        for (var i = 0; i < 4; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            (await here.Get("/api/me")).Succeeded();
        }
        (await there.Get("/api/me")).Succeeded();

        // At the latest a tenth of the time later, because the others are not told of every use.
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        (await there.Get("/api/me")).Succeeded();
        app.Clock.Advance(TimeSpan.FromMinutes(34));
        (await here.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await there.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);

        // What has run out is forgotten.
        app.Clock.Advance(TimeSpan.FromHours(9));
        await app.Services.GetRequiredService<Workflows.Host.Account.TokenActivity>().Clean(TestContext.Current.CancellationToken);
        (await app.Services.GetRequiredService<Workflows.Persistence.UnitOfWork>().Read((scope, stop) => scope.GetRequiredService<Approvals.ApprovalsDb>().TokenUses.CountAsync(stop), TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task A_personal_key_that_nobody_uses_ends()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("ApiKeys:IdleDays", "30"));
        var key = (await app.As("sy-ou.handler").Post("/api/me/api-keys", new { name = "月报程序" })).Value["key"]!.GetValue<string>();
        using var program = app.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse($"ApiKey {key}");
        for (var i = 0; i < 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromDays(29));
            (await program.Get("/api/me")).Succeeded();
        }
        var mine = (await app.As("sy-ou.handler").Get("/api/me/api-keys")).Value.AsArray().ShouldHaveSingleItem()!;
        mine["endsAt"]!.GetValue<DateTimeOffset>().ShouldBe(app.Clock.GetUtcNow().AddDays(30));
        app.Clock.Advance(TimeSpan.FromDays(31));
        (await program.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_personal_key_is_shown_once_works_without_signing_in_and_is_refused_once_revoked()
    {
        var app = await shared.Get();
        var owner = app.As("sy-ou.handler");
        var created = (await owner.Post("/api/me/api-keys", new { name = "月报程序" })).Value;
        var key = created["key"]!.GetValue<string>();
        (await owner.Get("/api/me/api-keys")).Text.ShouldNotContain(key);

        using var program = app.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse($"ApiKey {key}");
        (await program.Get("/api/me")).Value["userName"]!.GetValue<string>().ShouldBe("sy-ou.handler");

        (await owner.Delete($"/api/me/api-keys/{created["id"]}")).Succeeded();
        (await program.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_of_somebody_else_cannot_be_revoked()
    {
        var app = await shared.Get();
        var created = (await app.As("sy-ou.head").Post("/api/me/api-keys", new { name = "x" })).Value;
        (await app.As("sy-ou.handler").Delete($"/api/me/api-keys/{created["id"]}")).Refused("api-key.unknown", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_seat_that_is_taken_away_is_gone_with_the_next_request()
    {
        var app = await shared.Get();
        var officer = app.As("dd-centre.handler");
        var me = (await officer.Get("/api/me")).Value;
        var organisation = me["seats"]![0]!["organisationId"]!.GetValue<string>();
        (await app.As("platform.flowAdministrator").Delete($"/api/organisations/{organisation}/seats/handler/holders/{me["personId"]}")).Succeeded();
        (await officer.Get("/api/me")).Value["seats"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_cannot_sign_in()
    {
        var app = await shared.Get();
        var officer = app.As("dd-centre.head");
        var me = (await officer.Get("/api/me")).Value;
        (await app.As("platform.flowAdministrator").Post($"/api/people/{me["personId"]}/disable")).Succeeded();
        (await officer.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        using var nobody = app.Anonymous();
        (await nobody.Post("/api/session", new { userName = "dd-centre.head", password = "Demo-2023" })).Refused("session.disabled");
    }

    [Fact]
    public async Task An_idle_page_session_ends_and_one_that_is_used_goes_on()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Session:IdleMinutes", "30"));
        using var browser = new HttpClient { BaseAddress = app.Address };
        var form = await browser.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        var fields = System.Text.RegularExpressions.Regex.Matches(form, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"").ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        using var signedIn = await browser.PostAsync("/sign-in", new FormUrlEncodedContent([.. fields, new("Form.UserName", "ln-ou.head"), new("Form.Password", "Demo-2023")]), TestContext.Current.CancellationToken);
        async Task<HttpStatusCode> Me()
        {
            using var answer = await browser.GetAsync("/api/me", TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        for (var i = 0; i < 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            (await Me()).ShouldBe(HttpStatusCode.OK);
        }
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        (await Me()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void An_open_page_is_idle_when_nobody_did_anything_on_it()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var activity = new Workflows.Host.Account.SessionActivity(clock, new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        clock.Advance(TimeSpan.FromMinutes(60));
        activity.IsIdle.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        activity.IsIdle.ShouldBeTrue();
        activity.CreateInboundActivityHandler(_ => Task.CompletedTask)(null!);
        activity.IsIdle.ShouldBeFalse();
    }
}
