using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>Every address of the application stands in <c>docs/access.md</c> with who may enter, and means it.</summary>
public class AccessTests(PostgresCluster cluster)
{
    /// <summary>Everything on that is off by default, so that nothing is left out.</summary>
    private static readonly (string, string)[] Everything =
    [
        ("HttpWorkflows:Incoming:Enabled", "true"), ("OpenIdConnect:Authority", "http://localhost:9/"), ("OpenIdConnect:ClientId", "x"), ("Background:Enabled", "true"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_is_in_the_table_and_its_endpoint_says_the_same()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, Everything);
        var served = Served.By(app);
        var missing = served.Where(route => !Access.Table.ContainsKey((route.Method, route.Pattern))).Select(Line).ToList();
        missing.ShouldBeEmpty($"Every address needs a line in docs/access.md that says who may enter. Add:\n{string.Join('\n', missing)}\n");
        Access.Table.Keys.Except(served.Select(route => (route.Method, route.Pattern))).ShouldBeEmpty("These addresses are gone; take their lines out of docs/access.md.");

        foreach (var route in served)
        {
            var said = Access.Table[(route.Method, route.Pattern)];
            (said.Who == Access.Public).ShouldBe(route.IsAnonymous, $"{route}: whether it asks for signing in");
            if (route.Roles.Count > 0) string.Join(", ", said.Roles.Order(StringComparer.Ordinal)).ShouldBe(string.Join(", ", route.Roles), $"{route}: its roles");
        }

        Served.Files(app).ShouldAllBe(file => file.Metadata.GetMetadata<IAllowAnonymous>() != null);
        Served.Files(app).Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Without_a_valid_session_only_what_is_public_is_answered()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster, Everything[..3]);
        var (nobody, clients) = (app.Anonymous(), new Dictionary<string, HttpClient>());
        clients["nobody"] = nobody.Http;
        clients["a made-up token"] = WithHeader(app, "Bearer CfDJ8made-up");
        clients["a made-up key"] = WithHeader(app, "ApiKey wf_00000000000000000000000000000000");
        clients["the key of nobody"] = WithHeader(app, "ApiKey 00000000-0000-0000-0000-000000000000");
        clients["a revoked key"] = WithHeader(app, $"ApiKey {await RevokedKey(app)}");
        clients["a disabled account"] = WithHeader(app, await TokenOfDisabled(app));

        var (wrong, asked) = (new ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(Served.By(app).Where(route => !route.Pattern.StartsWith("/_", StringComparison.Ordinal)), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (route, stop) =>
        {
            var said = Access.Table[(route.Method, route.Pattern)];
            foreach (var (who, client) in clients)
            {
                using var request = Order.Of(route, _ => "1");
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                Interlocked.Increment(ref asked);
                var isTurnedAway = answer.StatusCode == HttpStatusCode.Unauthorized || answer.Headers.Location?.OriginalString.Contains("/sign-in?", StringComparison.Ordinal) == true
                    || (answer.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in" && route.Pattern != "/sign-in" && !request.RequestUri!.OriginalString.StartsWith("/sign-", StringComparison.Ordinal));
                if (said.Who != Access.Public && !isTurnedAway) wrong.Add($"{route} let {who} in: {(int)answer.StatusCode}");
                if (said.Who == Access.Public && answer.StatusCode == HttpStatusCode.Unauthorized && !route.Pattern.EndsWith("/session", StringComparison.Ordinal) && !route.Pattern.StartsWith("/workflows", StringComparison.Ordinal)) wrong.Add($"{route} is public but turned {who} away");
            }
        });
        foreach (var client in clients.Values) client.Dispose();
        wrong.Order().ShouldBeEmpty();
        asked.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task What_needs_a_seat_is_refused_without_it_and_opened_with_it()
    {
        await using var app = await RunningApplication.Configured(DatabaseKind.Sqlite, cluster);
        (string User, string[] Roles)[] people =
        [
            ("liaoyang-centre.handler", ["Handler"]), ("liaoyang-edu.head", ["Head"]), ("platform.securityAdministrator", ["SecurityAdministrator"]), ("platform.orgAdministrator", ["OrgAdministrator"]),
            ("platform.auditor", ["Auditor"]), ("platform.flowAdministrator", ["FlowAdministrator"]), ("pg-community.workGroupOfficer", ["WorkGroupOfficer"]),
        ];
        var (wrong, asked) = (new List<string>(), 0);
        foreach (var route in Served.By(app))
        {
            var said = Access.Table[(route.Method, route.Pattern)];
            if (said.Roles.Count == 0 || route.Method == "PAGE" || route.Pattern.StartsWith("/studio", StringComparison.Ordinal) || route.Pattern.StartsWith("/elsa/hubs", StringComparison.Ordinal)) continue;
            foreach (var (user, roles) in people)
            {
                var has = roles.Intersect(said.Roles).Any();
                if (has && route.Method != "GET") continue;
                using var request = Order.Of(route, _ => "1");
                var answer = await app.As(user).Send(request);
                asked++;
                if (has && answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) wrong.Add($"{route} refused {user}: {answer.Text}");
                if (!has && answer.Status is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound)) wrong.Add($"{route} let {user} in: {(int)answer.Status} {answer.Text}");
            }
        }

        wrong.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(300);
    }

    private static string Line(Served route) => $"| {route.Method} | `{route.Pattern.Replace("|", "\\|", StringComparison.Ordinal)}` | {(route.IsAnonymous ? Access.Public : route.Roles.Count > 0 ? string.Join(", ", route.Roles) : Access.SignedIn)} |  |";

    private static HttpClient WithHeader(RunningApplication app, string header)
    {
        var client = app.Anonymous().Http;
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(header);
        return client;
    }

    private static async Task<string> RevokedKey(RunningApplication app)
    {
        var owner = app.As("sy-ou.handler");
        var key = (await owner.Post("/api/me/api-keys", new { name = "x" })).Value;
        (await owner.Delete($"/api/me/api-keys/{key["id"]}")).Succeeded();
        return key["key"]!.GetValue<string>();
    }

    private static async Task<string> TokenOfDisabled(RunningApplication app)
    {
        var owner = app.As("sy-ou.head");
        var me = (await owner.Get("/api/me")).Value;
        (await app.As("platform.flowAdministrator").Post($"/api/people/{me["personId"]}/disable")).Succeeded();
        return owner.Http.DefaultRequestHeaders.Authorization!.ToString();
    }
}
