using System.Net;
using System.Text.RegularExpressions;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>What each answer tells the browser.</summary>
public class HeaderTests(SharedApplication shared, PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/inbox")]
    [InlineData("/app.css")]
    [InlineData("/no/such/page")]
    [InlineData("/api/me")]
    [InlineData("/api/no/such/address")]
    [InlineData("/api/lists")]
    [InlineData("/elsa/api/workflow-definitions")]
    [InlineData("/studio/")]
    [InlineData("/health/ready")]
    public async Task Every_answer_forbids_what_this_site_never_does(string path)
    {
        var app = await shared.Get();
        using var browser = await Browser.SignedIn(app, "ln-ou.head", follow: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://evil.example" } } };
        using var answer = await browser.SendAsync(request, Stop);
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
        var policy = Header("Content-Security-Policy");
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("object-src 'none'");
        policy.ShouldContain("frame-ancestors 'self'");
        policy.ShouldContain("form-action 'self'");
        Regex.Match(policy, "script-src ([^;]*)").Groups[1].Value.ShouldNotContain("unsafe-inline");
        policy.ShouldNotContain("http");
        Header("X-Content-Type-Options").ShouldBe("nosniff");
        Header("X-Frame-Options").ShouldBe("SAMEORIGIN");
        Header("Referrer-Policy").ShouldBe("same-origin");
        Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header("Permissions-Policy").ShouldContain("camera=()");
        answer.Headers.ShouldNotContain(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase), "no other site reads anything");
        Header("Server").ShouldBeEmpty();
        Header("X-Powered-By").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/cases")]
    [InlineData("/inbox")]
    [InlineData("/cases")]
    public async Task What_somebody_signed_in_may_see_stays_in_no_cache(string path)
    {
        using var browser = await Browser.SignedIn(await shared.Get(), "ln-ou.head");
        using var answer = await browser.GetAsync(path, Stop);
        answer.EnsureSuccessStatusCode();
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/inbox")]
    [InlineData("/verify")]
    public async Task A_page_has_no_script_of_its_own_and_names_none_from_outside(string path)
    {
        using var browser = await Browser.SignedIn(await shared.Get(), "ln-ou.head");
        var page = await browser.GetStringAsync(path, Stop);
        Regex.Matches(page, "<script(?![^>]*\\ssrc=)(?![^>]*type=\"importmap\")[^>]*>").ShouldBeEmpty();
        Regex.Matches(page, "\\son[a-z]+=\"").ShouldBeEmpty();
        Regex.Matches(page, "(?:src|href)=\"(?:https?:)?//").ShouldBeEmpty();
    }

    [Fact]
    public async Task Over_https_cookies_are_for_https_and_the_browser_remembers_it_for_a_year()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, ("FORWARDEDHEADERS_ENABLED", "true"));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.Address, DefaultRequestHeaders = { { "X-Forwarded-Proto", "https" } } };
        using var form = await browser.GetAsync("/sign-in", Stop);
        form.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000; includeSubDomains");
        form.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("CONNECT")]
    [InlineData("PROPFIND")]
    public async Task Methods_that_nobody_needs_are_refused(string method)
    {
        var app = await shared.Get();
        foreach (var path in new[] { "/api/me", "/elsa/api/workflow-definitions" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation("X-Echo", "echoed");
            try
            {
                var answer = await app.As("platform.flowAdministrator").Send(request);
                ((int)answer.Status).ShouldBeInRange(400, 499);
                answer.Text.ShouldNotContain("echoed");
            }
            catch (HttpRequestException)
            {
                // Not even a connection.
            }
        }
    }

    [Fact]
    public async Task Signing_out_clears_what_the_browser_keeps()
    {
        using var browser = await Browser.SignedIn(await shared.Get(), "ln-ou.sealCustodian", follow: false);
        using var answer = await browser.PostAsync("/sign-out", null, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.GetValues("Clear-Site-Data").Single().ShouldBe("\"cache\"");
        answer.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("session=;", StringComparison.Ordinal));
    }

    [Fact]
    public void Scripts_of_ours_keep_nothing_in_the_browser_and_take_no_messages_of_other_sites()
    {
        var scripts = SourceFiles.Under(Path.Combine("src", "Host"), ".js").Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).ToList();
        scripts.Count.ShouldBeGreaterThan(2);
        foreach (var script in scripts)
        {
            // A file that is on its way is kept until it has arrived, so that a closed page goes on where it stopped.
            if (script.EndsWith("PartsControl.razor.js", StringComparison.Ordinal)) continue;
            Regex.Matches(File.ReadAllText(script), "localStorage(?!\\.BlazorCulture)|sessionStorage|indexedDB|addEventListener\\(['\"]message|\\beval\\(|document\\.write|innerHTML\\s*=").Select(match => match.Value).ShouldBeEmpty(script);
        }
    }
}
