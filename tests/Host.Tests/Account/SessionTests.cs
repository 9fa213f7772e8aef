using System.Net;
using System.Net.Http.Headers;
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
}
