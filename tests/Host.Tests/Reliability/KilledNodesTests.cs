using System.Diagnostics;
using System.Globalization;
using Workflows.TestSupport;

namespace Workflows.Host.Tests.Reliability;

/// <summary>
/// Two nodes on one PostgreSQL, eight people who start and decide cases through whichever of them answers. One node after the other is killed (SIGKILL) at a
/// random moment and started again; in between the database server dies too. Then the invariants are asked.
/// </summary>
[Collection(Alone.Name)]
public class KilledNodesTests
{
    /// <summary>How often the database server dies for each node that does; it is back in a moment, a node takes seconds.</summary>
    private const int CrashesPerKill = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly HostProcess?[] nodes = new HostProcess?[2];
    private readonly int[] ports = [HostProcess.FreePort(), HostProcess.FreePort()];

    [Fact]
    public async Task Nothing_confirmed_is_lost_and_nothing_is_stuck_when_nodes_and_the_database_are_killed()
    {
        // A server of its own: the others use theirs until the end of the run.
        await using var cluster = new PostgresCluster();
        await using var app = await RunningApplication.Run(DatabaseKind.Postgres, cluster, TimeProvider.System.GetUtcNow());
        var people = new People(app, (await ManyCases.Open(app)).CallId, ports);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        Campaign.Tell($"seed {seed}");
        var (kills, crashes, start) = (0, 0, Stopwatch.GetTimestamp());
        try
        {
            await Task.WhenAll(StartNode(app, 0), StartNode(app, 1));
            start = Stopwatch.GetTimestamp();
            await people.WorkWhile(async () =>
            {
                while ((kills < 1 || !Campaign.IsOver(start, TimeSpan.FromSeconds(10), kills + crashes, Campaign.Crashes)) && !people.HaveStopped)
                {
                    for (var crash = 0; crash < CrashesPerKill; crash++)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 800)), TimeProvider.System, Stop);
                        await cluster.Crash();
                        crashes++;
                    }
                    await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 2_000)), TimeProvider.System, Stop);
                    var victim = random.Next(2);
                    await nodes[victim]!.Kill();
                    await nodes[victim]!.DisposeAsync();
                    kills++;
                    await StartNode(app, victim);
                }
            });
            var lasted = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Campaign.Tell(string.Create(CultureInfo.InvariantCulture, $"killed nodes: {kills} nodes and {crashes} database servers killed in {lasted:0} s, {lasted / (kills + crashes):0.00} s each; {people}"));
        }
        finally
        {
            foreach (var node in nodes) if (node is not null) await node.DisposeAsync();
        }
    }

    private async Task StartNode(RunningApplication app, int node)
    {
        nodes[node] = await HostProcess.Start(app.Connection, ports[node], ("Background__Enabled", "true"));
        await nodes[node]!.Works();
    }
}
