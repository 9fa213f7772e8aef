using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>
/// Role × organisation × thing, over every address that names one (<c>docs/access.md</c>): who has no part in it is told the same as if it were not there, word for word,
/// whatever the method.
/// </summary>
public partial class IsolationTests(OneWorld one) : IClassFixture<OneWorld>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thing_of_another_organisation_looks_as_if_it_were_not_there()
    {
        var world = await one.Get();
        var app = world.App;
        var routes = Isolated(app).Where(route => route.Served.Method != "PAGE").ToList();
        routes.Count.ShouldBeGreaterThan(80);

        var (leaks, cells) = (new ConcurrentBag<string>(), 0);
        await Parallel.ForEachAsync(World.Outsiders.Append(World.Colleague), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (outsider, _) =>
        {
            var client = app.As(outsider);
            await client.Get("/api/me");
            foreach (var (served, access) in routes)
            {
                if (!World.IsStranger(outsider, access.What)) continue;
                var absent = await Ask(client, served, World.Absent);
                if (absent.Status != HttpStatusCode.NotFound && !IsHidden(absent)) leaks.Add($"{served}: what does not exist is {(int)absent.Status} {absent.Code} for {outsider}");
                foreach (var id in world.Of(access.What))
                {
                    var foreign = await Ask(client, served, id);
                    Interlocked.Increment(ref cells);
                    if (Plain(foreign, id) != Plain(absent, World.Absent)) leaks.Add($"{served} tells {outsider} of a {access.What}: {(int)foreign.Status} {foreign.Code ?? foreign.Text} instead of {(int)absent.Status} {absent.Code}");
                }
            }
        });
        leaks.Select(leak => World.Outsiders.Aggregate(leak, (text, name) => text.Replace(name, "…", StringComparison.Ordinal))).Distinct().Order().ShouldBeEmpty();
        cells.ShouldBeGreaterThan(2000);
        TestContext.Current.SendDiagnosticMessage($"{routes.Count} addresses × {World.Outsiders.Count} persons: {cells} cells");

        // Refusing everybody would be isolation too.
        foreach (var (served, access) in routes.Where(route => route.Served.Method == "GET" && !NothingThere.Contains(route.Served.Pattern)))
        {
            var seen = false;
            foreach (var insider in World.Insiders.GetValueOrDefault(access.What) ?? ["liaoyang-centre.handler", "liaoyang-college.handler", "platform.auditor"])
                foreach (var id in world.Of(access.What))
                    seen |= (int)(await Ask(app.As(insider), served, id)).Status is >= 200 and < 300;
            seen.ShouldBeTrue($"{served} should be answered to who has part in it");
        }
    }

    [Fact]
    public async Task A_page_about_a_thing_of_another_organisation_shows_nothing_of_it()
    {
        var world = await one.Get();
        var app = world.App;
        var pages = Isolated(app).Where(route => route.Served.Method == "PAGE").ToList();
        pages.Count.ShouldBeGreaterThan(8);
        foreach (var outsider in World.Outsiders.Take(6).Append("ly-edu.head").Append("liaoyang-edu.reviewer"))
        {
            using var browser = await Browser.SignedIn(app, outsider);
            foreach (var (served, access) in pages)
                foreach (var id in world.Of(access.What))
                {
                    using var answer = await browser.GetAsync(served.With(_ => id), Stop);
                    ((int)answer.StatusCode).ShouldBeLessThan(500, served.ToString());
                    var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
                    foreach (var secret in world.Secrets) page.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"{served} shows {outsider} {secret}");
                }
        }

        using var own = await Browser.SignedIn(app, "liaoyang-centre.handler");
        WebUtility.HtmlDecode(await own.GetStringAsync($"/cases/{world.Of("case")[0]}", Stop)).ShouldContain(world.Secrets[^2]);
    }

    /// <summary>What is there for nobody yet: a list before it is published, a table before its form is filled in.</summary>
    private static readonly HashSet<string> NothingThere =
    [
        "/api/lists/{id:long}", "/api/lists/{id:long}/table.csv", "/api/lists/{id:long}/table.xlsx", "/api/notices/{listId:long}", "/api/cases/{id:long}/tables/{formKey}",
    ];

    private static IEnumerable<(Served Served, Access Access)> Isolated(RunningApplication app) => Served.By(app).Select(route => (route, Access.Table[(route.Method, route.Pattern)])).Where(route => route.Item2.IsIsolated);

    private static async Task<ApiAnswer> Ask(ApiClient client, Served served, string id)
    {
        using var request = Order.Of(served, name => name is "id" or "caseId" or "listId" or "companionId" or "body" || (name == "key" && served.Pattern.StartsWith("/api/calls", StringComparison.Ordinal)) ? id : Values.GetValueOrDefault(name, "1"));
        return await client.Send(request);
    }

    private static readonly Dictionary<string, string> Values = new() { ["formKey"] = "pilot-site", ["which"] = "scanned", ["block"] = "publisher", ["kind"] = "question", ["role"] = "handler", ["from"] = "0", ["format"] = "xlsx", ["key"] = "pilot-site" };

    /// <summary>An empty list, for a thing about which everybody may ask.</summary>
    private static bool IsHidden(ApiAnswer answer) => answer.Status == HttpStatusCode.OK && answer.Text is "[]" or "";

    /// <summary>The answer without what is different in every answer.</summary>
    private static string Plain(ApiAnswer answer, string id) => $"{(int)answer.Status} {answer.MediaType} {RequestId().Replace(answer.Text.Replace(id, "#", StringComparison.Ordinal), "")}";

    [GeneratedRegex("\"requestId\":\"[^\"]*\"")]
    private static partial Regex RequestId();
}

/// <summary>One world for all that only look at it.</summary>
public sealed class OneWorld(PostgresCluster cluster) : IAsyncDisposable
{
    private World? world;

    internal async Task<World> Get() => world ??= await World.Make(await RunningApplication.Configured(DatabaseKind.Sqlite, cluster));

    public async ValueTask DisposeAsync()
    {
        if (world is not null) await world.App.DisposeAsync();
    }
}
