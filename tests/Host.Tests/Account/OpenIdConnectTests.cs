using System.Net;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Account;

/// <summary>Signing in at a provider that the test runs.</summary>
public class OpenIdConnectTests(PostgresCluster cluster)
{
    [Fact]
    public async Task Whoever_has_a_verified_address_that_an_administrator_entered_is_linked_once_and_known_by_the_subject_from_then_on()
    {
        await using var provider = await Provider.Run();
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster, TimeProvider.System.GetUtcNow(), provider.Settings);
        var administrator = app.As("platform.flowAdministrator");
        var centre = await administrator.Organisation("辽阳县社区教育中心");
        (await administrator.Post("/api/people", new { name = "新人", organisationId = centre, userName = "new.person", password = RunningApplication.FirstPassword, email = "new@example.org" })).Succeeded();
        await app.OwnPassword("new.person");

        // Not verified by the provider; then entered here by a person for itself: both prove nothing.
        provider.Who = new() { ["sub"] = "s-1", ["email"] = "new@example.org", ["email_verified"] = false };
        (await SignIn(app)).ShouldBe("/sign-in?refused=session.not-linked");
        (await app.As("liaoyang-centre.head").Put("/api/me/notification-choices", new { email = "own@example.org" })).Succeeded();
        provider.Who = new() { ["sub"] = "s-1", ["email"] = "own@example.org", ["email_verified"] = true };
        (await SignIn(app)).ShouldBe("/sign-in?refused=session.not-linked");

        provider.Who = new() { ["sub"] = "s-1", ["email"] = "New@Example.org", ["email_verified"] = true };
        (await SignIn(app)).ShouldBe("new.person");
        provider.Who = new() { ["sub"] = "s-1", ["email"] = "other@example.org", ["email_verified"] = false };
        (await SignIn(app)).ShouldBe("new.person", "the subject counts, whatever the address is now");

        var person = (await app.As("new.person").Get("/api/me")).Value["personId"]!.GetValue<string>();
        (await administrator.Post($"/api/people/{person}/disable")).Succeeded();
        (await SignIn(app)).ShouldBe("/sign-in?refused=session.disabled");
    }

    [Fact]
    public async Task Without_settings_there_is_no_such_way_in()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        using var nobody = app.Anonymous();
        (await nobody.Get("/sign-in")).Text.ShouldNotContain("/sign-in/openid");
    }

    /// <returns>The user name of whoever is signed in then, or the address to which it led.</returns>
    private static async Task<string> SignIn(RunningApplication app)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = app.Address };
        using var landed = await browser.GetAsync("/sign-in/openid?back=/api/me", TestContext.Current.CancellationToken);
        var at = landed.RequestMessage!.RequestUri!;
        if (at.AbsolutePath != "/api/me") return at.PathAndQuery;
        return System.Text.Json.Nodes.JsonNode.Parse(await landed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["userName"]!.GetValue<string>();
    }
}
