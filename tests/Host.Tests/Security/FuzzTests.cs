using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Security;

/// <summary>
/// Hostile requests (<see cref="Hostile"/>) to every address, from an administrator, an approver, an auditor and nobody: never an answer of 5xx, never a hang, and the program answers as before. A
/// few hundred on each database in every run; <c>WORKFLOWS_FUZZ</c> says how many otherwise, <c>WORKFLOWS_FUZZ_SEED</c> where they begin.
/// </summary>
[Collection(Alone.Name)]
public class FuzzTests(PostgresCluster cluster)
{
    private const int InEveryRun = 600;

    /// <summary>However busy the machine is: only what hangs takes longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Whatever_is_sent_is_answered_and_never_as_an_error_of_the_program(DatabaseKind kind)
    {
        var (count, seed) = (Setting("WORKFLOWS_FUZZ", InEveryRun), Setting("WORKFLOWS_FUZZ_SEED", 20261126));
        await using var app = await RunningApplication.Configured(kind, cluster, ("HttpWorkflows:Incoming:Enabled", "true"), ("Verify:PerMinute", "1000000"));
        var world = await World.Make(app);
        var hostile = new Hostile([.. Served.By(app).Where(route => !IsLeftOut(route))], [.. Access.Table.Values.Where(each => each.IsIsolated).SelectMany(each => world.Of(each.What)).Distinct(), "pilot-site", "pilot-site-application", World.Absent]);

        var (wrong, statuses, slowest) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<int, int>(), TimeSpan.Zero);
        var people = new[] { "platform.flowAdministrator", "liaoyang-centre.handler", "liaoyang-edu.head", "platform.auditor" };
        foreach (var user in people) await app.As(user).Get("/api/me");
        using var nobody = app.Anonymous();
        await Parallel.ForEachAsync(Enumerable.Range(seed, count), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Stop }, async (number, stop) =>
        {
            var http = number % 9 == 8 ? nobody.Http : app.As(people[number % people.Length]).Http;
            using var request = hostile.Make(number);
            var watch = Stopwatch.StartNew();
            try
            {
                using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
                time.CancelAfter(Patience);
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
                statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, before) => before + 1);
                if ((int)answer.StatusCode < 500) await (await answer.Content.ReadAsStreamAsync(time.Token)).CopyToAsync(Stream.Null, time.Token);
                else if (!IsFailedChart(answer)) wrong.Enqueue($"{number}: {request.Method} {request.RequestUri} {await Text(hostile.Make(number))} → {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(stop))}");
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                wrong.Enqueue($"{number}: {request.Method} {request.RequestUri} was not answered within {Patience.TotalSeconds} s");
            }
            catch (HttpRequestException exception) when (exception.InnerException is not InvalidOperationException)
            {
                // The server closes a connection on which it cannot tell where a request ends; the next one is answered again.
                statuses.AddOrUpdate(0, 1, (_, before) => before + 1);
            }

            lock (statuses) slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        });

        var measured = $"{kind}: {count} requests from {seed}: {string.Join(", ", statuses.OrderBy(each => each.Key).Select(each => $"{each.Key}×{each.Value}"))}; the slowest took {slowest.TotalMilliseconds:N0} ms";
        TestContext.Current.SendDiagnosticMessage(measured);
        wrong.Take(20).ShouldBeEmpty($"{wrong.Count} of {measured}");
        statuses.Values.Sum().ShouldBe(count);
        statuses.Keys.ShouldContain(200);
        (await nobody.Get("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.As("liaoyang-centre.handler").Get($"/api/cases/{world.Of("case")[0]}")).Succeeded();
    }

    /// <summary>A failed sign-in is slow on purpose, and the connections of pages and hubs are for streams of messages.</summary>
    private static bool IsLeftOut(Served route) =>
        route.Pattern is "/api/session" or "/sign-in" or "/sign-out" or "/api/me/password" || route.Pattern.StartsWith("/_blazor", StringComparison.Ordinal) || route.Pattern.StartsWith("/elsa/hubs", StringComparison.Ordinal);

    /// <summary>A chart that was run and failed is answered with 500 by Elsa's contract.</summary>
    private static bool IsFailedChart(HttpResponseMessage answer) => answer.Headers.Contains("x-elsa-workflow-instance-id");

    private static async Task<string> Text(HttpRequestMessage request) => request.Content is { } content ? $"{content.Headers.ContentType} {System.Text.Encoding.UTF8.GetString((await content.ReadAsByteArrayAsync(Stop)).AsSpan()[..Math.Min(300, (int)(content.Headers.ContentLength ?? 0))])}" : "";

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
