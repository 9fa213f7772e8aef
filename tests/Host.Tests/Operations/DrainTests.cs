using System.Net;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Operations;

[Collection(Alone.Name)]
public class DrainTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_is_asked_to_end_is_not_ready_any_more_but_still_answers_and_then_ends_by_itself()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Sqlite, cluster);
        await using var apart = await HostProcess.Start(app.Connection, 0, ("Drain__Seconds", "4"));
        using var http = new HttpClient { BaseAddress = apart.Address };
        var sinceStart = System.Diagnostics.Stopwatch.StartNew();
        HttpStatusCode ready;

        // It listens before its first data are loaded.
        do ready = (await http.GetAsync("/health/ready", Stop)).StatusCode;
        while (ready == HttpStatusCode.ServiceUnavailable && sinceStart.Elapsed < TimeSpan.FromSeconds(60));
        ready.ShouldBe(HttpStatusCode.OK);

        var ended = apart.End();
        do ready = (await http.GetAsync("/health/ready", Stop)).StatusCode;
        while (ready == HttpStatusCode.OK);
        ready.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await http.GetAsync("/health/live", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync("/lists", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ended.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Stop)).ShouldBe(0);
    }
}
