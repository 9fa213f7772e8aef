using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Account;

/// <summary>Where an account is signed in: its owner and an administrator see it, and what they end is refused at once on every node.</summary>
public class OpenSessionsTests(PostgresCluster cluster)
{
    private const string Who = "ln-ou.head", Password = "Demo-2023", Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Somebody_sees_the_own_sessions_and_ends_one_with_the_password_on_every_node(DatabaseKind kind)
    {
        await using var app = await RunningApplication.Configured(kind, cluster);
        await using var other = await app.Beside();
        using var desk = await SignedIn(app, Firefox);
        var begun = app.Clock.GetUtcNow();
        using var phone = await SignedIn(app, "curl/8.5.0");
        var elsewhere = On(other, phone);
        (await elsewhere.Get("/api/me")).Succeeded();

        var mine = (await Sessions(desk)).Single(each => each["isThis"]!.GetValue<bool>());
        mine["program"]!.GetValue<string>().ShouldBe("Firefox, Windows");
        mine["address"]!.GetValue<string>().ShouldBe("127.0.0.1");
        mine["begunAt"]!.GetValue<DateTimeOffset>().ShouldBe(begun, TimeSpan.FromMinutes(1));
        var theirs = (await Sessions(desk)).Single(each => !each["isThis"]!.GetValue<bool>());
        theirs["program"]!.GetValue<string>().ShouldBe("curl");

        (await desk.Post($"/api/me/sessions/{theirs["id"]}/end", new { })).Refused("password.wrong");
        (await desk.Post($"/api/me/sessions/{theirs["id"]}/end", new { password = "not this" })).Refused("password.wrong");
        (await phone.Get("/api/me")).Succeeded();
        (await desk.Post("/api/me/sessions/1/end", new { password = Password })).Refused("session.unknown", HttpStatusCode.NotFound);
        (await desk.Post($"/api/me/sessions/{theirs["id"]}/end", new { password = Password })).Succeeded();
        (await phone.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await elsewhere.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await desk.Get("/api/me")).Succeeded();
        (await Sessions(desk)).ShouldHaveSingleItem()["isThis"]!.GetValue<bool>().ShouldBeTrue();
        (await desk.Post($"/api/me/sessions/{theirs["id"]}/end", new { password = Password })).Refused("session.unknown", HttpStatusCode.NotFound);
        (await Closed(app)).ShouldBe(["curl 127.0.0.1"]);
    }

    [Fact]
    public async Task All_others_end_together_pages_and_tokens_and_a_new_password_leaves_none_in_the_list()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var desk = await SignedIn(app, Firefox);
        using var browser = await Security.Browser.SignedIn(app, Who, follow: false);
        using var token = await SignedIn(app, "");
        (await Sessions(desk)).Count.ShouldBe(3);
        (await desk.Post("/api/me/sessions/end-others", new { password = Password })).Succeeded();
        (await token.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        using (var page = await browser.GetAsync("/inbox", Stop)) page.Headers.Location.ShouldNotBeNull().ToString().ShouldContain("/sign-in");
        (await Sessions(desk)).Count.ShouldBe(1);
        (await Closed(app)).Count.ShouldBe(2);

        (await desk.Post("/api/me/password", new { current = Password, password = "Liao-Yang-2023" })).Succeeded();
        using var anew = await SignedIn(app, Firefox, "Liao-Yang-2023");
        (await Sessions(anew)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_account_here_too()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var desk = await SignedIn(app, Firefox);
        for (var i = 0; i < Accounts.AttemptsAllowed; i++) (await desk.Post("/api/me/sessions/end-others", new { password = $"wrong {i}" })).Refused("password.wrong");
        (await desk.Post("/api/me/sessions/end-others", new { password = Password })).Refused("session.locked");
    }

    [Fact]
    public async Task An_administrator_sees_and_ends_those_of_a_person_and_nobody_else_does()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var desk = await SignedIn(app, Firefox);
        using var phone = await SignedIn(app, "curl/8.5.0");
        var person = (await desk.Get("/api/me")).Value["personId"]!.GetValue<string>();
        var administrator = app.As("platform.flowAdministrator");
        (await app.As("sy-ou.head").Get($"/api/people/{person}/sessions")).Refused("organisation.not-yours", HttpStatusCode.Forbidden);
        (await app.As("sy-ou.head").Post($"/api/people/{person}/sessions/end")).Refused("organisation.not-yours", HttpStatusCode.Forbidden);
        (await administrator.Get("/api/people/1/sessions")).Refused("person.unknown", HttpStatusCode.NotFound);

        var seen = (await administrator.Get($"/api/people/{person}/sessions")).Value["sessions"]!.AsArray();
        seen.Select(each => each!["program"]!.GetValue<string>()).ShouldBe(["curl", "Firefox, Windows"]);
        (await administrator.Post($"/api/people/{person}/sessions/{seen[0]!["id"]}/end")).Succeeded();
        (await phone.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await desk.Get("/api/me")).Succeeded();
        (await administrator.Post($"/api/people/{person}/sessions/end")).Succeeded();
        (await desk.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await SignedIn(app, Firefox)).Dispose();

        var own = (await administrator.Get("/api/me")).Value["personId"]!.GetValue<string>();
        (await administrator.Post($"/api/people/{own}/sessions/end")).Refused("session.own-page");
        (await app.As("platform.auditor").Get($"/api/audit/person/{person}")).Value["entries"]!.AsArray().Count(e => e!["action"]!.GetValue<string>() == "session.closed").ShouldBe(2);
    }

    [Fact]
    public async Task The_list_costs_a_request_nothing_forgets_what_is_idle_and_is_cleaned()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Session:IdleMinutes", "60"));
        using var desk = await SignedIn(app, Firefox);
        using var idle = await SignedIn(app, "curl/8.5.0");
        async Task<DateTimeOffset> Seen() => (await Sessions(desk)).Single(each => each["isThis"]!.GetValue<bool>())["seenAt"]!.GetValue<DateTimeOffset>();
        var first = await Seen();
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await Seen()).ShouldBe(first, "within a tenth of the idle time nothing is written");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Seen()).ShouldBeGreaterThan(first);

        app.Clock.Advance(TimeSpan.FromMinutes(59));
        (await Sessions(desk)).ShouldHaveSingleItem()["program"]!.GetValue<string>().ShouldBe("Firefox, Windows");
        app.Clock.Advance(TimeSpan.FromHours(13));
        await app.Services.GetRequiredService<NoteSession>().Clean(Stop);
        (await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().OpenSessions.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(Firefox, "Firefox, Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; ALN-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49", "WeChat, Android")]
    [InlineData("curl/8.5.0", "curl")]
    [InlineData("Mozilla/5.0 <script>", "")]
    [InlineData("<b>x", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_program_is_named_in_plain_words(string? said, string name) => ProgramNames.Of(said).ShouldBe(name);

    /// <summary>A session of its own, from such a program.</summary>
    private static async Task<ApiClient> SignedIn(RunningApplication app, string program, string password = Password)
    {
        var client = app.Anonymous();
        if (program.Length > 0) client.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", program);
        var session = (await client.Post("/api/session", new { userName = Who, password })).Value;
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session["accessToken"]!.GetValue<string>());
        return client;
    }

    private static ApiClient On(RunningApplication node, ApiClient client)
    {
        var there = node.Anonymous();
        there.Http.DefaultRequestHeaders.Authorization = client.Http.DefaultRequestHeaders.Authorization;
        return there;
    }

    private static async Task<List<JsonNode>> Sessions(ApiClient client) => [.. (await client.Get("/api/me/sessions")).Value.AsArray().Select(each => each!)];

    private static Task<List<string?>> Closed(RunningApplication app) =>
        app.Do(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Action == "session.closed").OrderBy(e => e.Id).Select(e => e.Before).ToListAsync());
}
