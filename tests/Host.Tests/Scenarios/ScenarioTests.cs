using Workflows.TestSupport;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>Every scenario file of the chains is played against the running application, on both databases.</summary>
public class ScenarioTests(PostgresCluster cluster)
{
    /// <summary>The acceptance scenarios that the shipped chains have to play; 85 is about what is stored and logged, see <see cref="PrivacyTests"/>.</summary>
    private static readonly int[] Wanted = [.. Enumerable.Range(1, 88).Except([85])];

    public static TheoryData<string, DatabaseKind> Files
    {
        get
        {
            var rows = new TheoryData<string, DatabaseKind>();
            foreach (var file in ScenarioFiles.All)
            {
                rows.Add(file, DatabaseKind.Sqlite);
                rows.Add(file, DatabaseKind.Postgres);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_scenario_plays_as_it_is_written(string file, DatabaseKind kind)
    {
        var (scenario, findings) = ScenarioFiles.Read(file);
        findings.ShouldBeEmpty();
        await using var application = await RunningApplication.Run(kind, cluster, scenario!.Start);

        await new ScenarioPlayer(application, scenario).Run();
    }

    [Fact]
    public void Every_wanted_scenario_is_in_a_file()
    {
        var played = ScenarioFiles.All.SelectMany(file => ScenarioFiles.Read(file).Scenario?.Numbers ?? []);

        Wanted.Except(played).ShouldBeEmpty();
    }
}
