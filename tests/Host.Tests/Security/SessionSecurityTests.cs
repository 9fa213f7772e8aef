using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals;
using Workflows.Host.Account;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>A session is new with every sign-in, ends for good, and cannot be used from another site; who is refused is recorded.</summary>
public class SessionSecurityTests(SharedApplication shared, PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cookie_that_was_there_before_is_replaced_when_somebody_signs_in()
    {
        var app = await shared.Get();
        var cookies = new CookieContainer();
        cookies.Add(app.Address, new Cookie("session", "planted"));
        using var browser = await Browser.SignedIn(app, "ln-ou.head", cookies);
        var first = Session(cookies);
        first.ShouldNotBe("planted");

        // Somebody else at the same browser, and the same person again: each time another session.
        (await Browser.SignIn(browser, "ln-ou.handler", "Demo-2023")).Dispose();
        Session(cookies).ShouldNotBe(first);
        (await Me(browser)).ShouldBe("ln-ou.handler");

        // What was signed in there before is over.
        using var copy = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = app.Address, DefaultRequestHeaders = { { "Cookie", $"session={first}" } } };
        (await Me(copy)).ShouldBeNull();
    }

    [Fact]
    public async Task The_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites()
    {
        var app = await shared.Get();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var answer = await Browser.SignIn(browser, "ln-ou.head", "Demo-2023");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }

    [Fact]
    public async Task A_copy_of_a_cookie_or_token_opens_nothing_after_signing_out()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        var cookies = new CookieContainer();
        using var browser = await Browser.SignedIn(app, "platform.flowAdministrator", cookies);
        var copied = Session(cookies);
        using var designer = await browser.PostAsync("/studio/token", null, Stop);
        var token = JsonNode.Parse(await designer.Content.ReadAsStringAsync(Stop))!["accessToken"]!.GetValue<string>();
        using var another = await Browser.SignedIn(app, "platform.flowAdministrator");
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = app.Address, DefaultRequestHeaders = { { "Cookie", $"session={copied}" } } };
        (await Me(thief)).ShouldBe("platform.flowAdministrator");

        (await browser.PostAsync("/sign-out", null, Stop)).Dispose();
        (await Me(thief)).ShouldBeNull();
        using var program = app.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await program.Get("/elsa/api/workflow-definitions")).Status.ShouldBe(HttpStatusCode.Unauthorized, "the designer's token is of the same session");
        (await Me(another)).ShouldBe("platform.flowAdministrator", "the session of another browser goes on");

        var client = app.As("ln-ou.head");
        (await client.Get("/api/me")).Succeeded();
        (await client.Delete("/api/session")).Succeeded();
        (await client.Get("/api/me")).Refused("session.required", HttpStatusCode.Unauthorized);
        (await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.CountAsync(e => e.Action == "session.ended"))).ShouldBe(2);
    }

    [Fact]
    public async Task A_session_ends_after_its_longest_time_however_busy()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("Session:Hours", "2"));
        using var browser = await Browser.SignedIn(app, "ln-ou.head");
        for (var i = 0; i < 3; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(38));
            (await Me(browser)).ShouldBe("ln-ou.head");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(10));
        (await Me(browser)).ShouldBeNull();
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", true)]
    [InlineData("Sec-Fetch-Site", "same-site", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Origin", "https://evil.example", true)]
    [InlineData("Origin", "null", true)]
    [InlineData("X-Nothing", "x", false)]
    public async Task A_page_of_another_site_begins_no_act_and_no_connection(string header, string value, bool isRefused)
    {
        var app = await shared.Get();
        using var browser = await Browser.SignedIn(app, "ln-ou.sealCustodian", follow: false);
        foreach (var path in new[] { "/_blazor/negotiate?negotiateVersion=1", "/culture/en" })
        {
            using var request = new HttpRequestMessage(path.StartsWith("/_blazor", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get, path);
            if (path.StartsWith("/culture", StringComparison.Ordinal)) request.Headers.Add("Upgrade", "websocket");
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await browser.SendAsync(request, Stop);
            (answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(isRefused, path);
        }

        // Who signs with a token of its own comes from wherever it is.
        var program = app.As("ln-ou.sealCustodian");
        await program.Get("/api/me");
        using var api = new HttpRequestMessage(HttpMethod.Post, "/api/me/notifications/read");
        api.Headers.TryAddWithoutValidation(header, value);
        (await program.Send(api)).Succeeded();
    }

    [Fact]
    public async Task Whoever_tries_many_accounts_from_one_address_is_stopped_before_each_of_them_locks()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        using var nobody = app.Anonymous();
        for (var i = 0; i < WrongAttempts.Allowed; i++) (await nobody.Post("/api/session", new { userName = $"nobody-{i}", password = "Spring-2023" })).Refused("session.wrong");
        (await nobody.Post("/api/session", new { userName = "ln-ou.head", password = "Demo-2023" })).Refused("session.too-often", HttpStatusCode.TooManyRequests);
        app.Clock.Advance(WrongAttempts.Window);
        (await nobody.Post("/api/session", new { userName = "ln-ou.head", password = "Demo-2023" })).Succeeded();
    }

    [Fact]
    public async Task Whoever_is_told_that_a_right_is_missing_is_recorded_with_what_it_was()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        var handler = app.As("liaoyang-centre.handler");
        (await handler.Get("/api/trace")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await handler.Post("/elsa/api/workflow-definitions", new { })).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await handler.Get("/api/figures")).Refused("figures.not-yours");
        var refused = await app.Do(scope => scope.GetRequiredService<ApprovalsDb>().AuditEntries.Where(e => e.Action == "act.refused").OrderBy(e => e.Id).ToListAsync());
        refused.Select(e => (e.Before, e.After)).ShouldBe([("GET /api/trace", "request.not-allowed"), ("POST /elsa/api/workflow-definitions", "request.not-allowed"), ("GET /api/figures", "figures.not-yours")]);
        refused.ShouldAllBe(e => e.PersonId != null && e.Origin != null);

        // What looks absent stands in the log of the program, with who asked.
        var answer = await handler.Get($"/api/cases/{World.Absent}");
        var line = (await app.LogWith(answer.Body!["requestId"]!.ToString())).Last(each => each.Contains(answer.Body!["requestId"]!.ToString(), StringComparison.Ordinal));
        var properties = JsonNode.Parse(line)!;
        properties["Refusal"]!.ToString().ShouldBe("case.unknown");
        properties["Account"].ShouldNotBeNull();
    }

    private static string Session(CookieContainer cookies) => cookies.GetAllCookies().Where(each => each.Name == "session").Select(each => each.Value).Last();

    private static async Task<string?> Me(HttpClient browser)
    {
        using var answer = await browser.GetAsync("/api/me", Stop);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["userName"]!.GetValue<string>() : null;
    }
}
