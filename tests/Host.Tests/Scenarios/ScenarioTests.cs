using Workflows.TestSupport;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>Every scenario file of the chains is played against the running application; on each database in a class of its own, so that both play at once.</summary>
public class ScenarioTests
{
    /// <summary>The acceptance scenarios that the shipped chains have to play; 85 is about what is stored and logged, which no story can say, see <see cref="PrivacyTests"/>.</summary>
    private static readonly int[] Wanted = [.. Enumerable.Range(1, 88).Except([85])];

    public static TheoryData<string> Files => [.. ScenarioFiles.All];

    [Fact]
    public void Every_wanted_scenario_is_in_a_file()
    {
        var played = ScenarioFiles.All.SelectMany(file => ScenarioFiles.Read(file).Scenario?.Numbers ?? []);

        Wanted.Except(played).ShouldBeEmpty();
    }

    internal static async Task Play(string file, DatabaseKind kind, PostgresCluster cluster)
    {
        var (scenario, findings) = ScenarioFiles.Read(file);
        findings.ShouldBeEmpty();
        await using var application = await RunningApplication.Run(kind, cluster, scenario!.Start);

        await new ScenarioPlayer(application, scenario).Run();
    }
}

public class SqliteScenarioTests(PostgresCluster cluster)
{
    [Theory]
    [MemberData(nameof(ScenarioTests.Files), MemberType = typeof(ScenarioTests))]
    public Task A_scenario_plays_as_it_is_written(string file) => ScenarioTests.Play(file, DatabaseKind.Sqlite, cluster);
}

public class PostgresScenarioTests(PostgresCluster cluster)
{
    [Theory]
    [MemberData(nameof(ScenarioTests.Files), MemberType = typeof(ScenarioTests))]
    public Task A_scenario_plays_as_it_is_written(string file) => ScenarioTests.Play(file, DatabaseKind.Postgres, cluster);
}
