using System.Diagnostics;
using System.Globalization;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>The network between a node and PostgreSQL is slow, falls silent or is cut, also between a commit and its reply; whoever asks again finds each act done once.</summary>
[Collection(Alone.Name)]
public class BadNetworkTests(PostgresCluster cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_commit_whose_reply_is_lost_on_the_way_whoever_asks_again_learns_that_it_stands()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Postgres, cluster, Campaign.Now);
        var item = await (await ManyCases.Open(app)).AtOpinion();
        await using var network = new BadNetwork(app.Connection);
        await using var node = await HostProcess.Start(network.Connection);
        using var head = node.As(ManyCases.Head);
        (await head.Get("/api/me")).Succeeded();

        network.LoseReplyOfCommit();
        var body = new { outcome = "Approve", comment = "同意" };
        ((int)(await head.Post($"/api/work-items/{item}/decision", body)).Status).ShouldBeGreaterThanOrEqualTo(500);
        network.LostReplies.ShouldBe(1);
        (await head.Post($"/api/work-items/{item}/decision", body)).Refused("work-item.not-open");

        (await Invariants.Broken(app.Services)).ShouldBeEmpty();
        (await Invariants.Missing(app.Services, new Dictionary<long, string> { [item] = "Approve" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_lost_doubled_or_stuck_while_the_network_is_slow_silent_or_cut()
    {
        await using var app = await RunningApplication.Run(DatabaseKind.Postgres, cluster, Campaign.Now);
        var many = await ManyCases.Open(app);
        await using var network = new BadNetwork(app.Connection);
        var port = HostProcess.FreePort();
        await using var node = await HostProcess.Start(network.Connection, port, ("Background__Enabled", "true"));

        await node.Works();
        var people = new People(app, many.CallId, [port]);
        var (seed, start, faults) = (Environment.TickCount, Stopwatch.GetTimestamp(), 0);
        var random = new Random(seed);
        Campaign.Tell($"seed {seed}");

        await people.WorkWhile(async () =>
        {
            while ((faults < 4 || !Campaign.IsOver(start, TimeSpan.FromSeconds(5), faults, Campaign.Crashes)) && !people.HaveStopped)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 800)), TimeProvider.System, Stop);
                await Disturb(network, faults++, random);
            }
        });

        network.LostReplies.ShouldBeGreaterThan(0);
        Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"bad network: {faults} faults in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, among them {network.LostReplies} commits whose reply was lost; {people}"));
    }

    private static async Task Disturb(BadNetwork network, int fault, Random random)
    {
        switch (fault % 4)
        {
            case 0:
                network.LoseReplyOfCommit();
                break;
            case 1:
                network.Cut();
                break;
            case 2:
                network.Late = TimeSpan.FromMilliseconds(random.Next(20, 200));
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Stop);
                network.Late = TimeSpan.Zero;
                break;
            default:
                // What was silent comes back or, every other time, is gone.
                network.FallSilent();
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 2_000)), TimeProvider.System, Stop);
                if (fault % 8 == 7) network.Cut();
                network.GoOn();
                break;
        }
    }
}
