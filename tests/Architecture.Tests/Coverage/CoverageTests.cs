namespace Workflows.Architecture.Tests.Coverage;

/// <summary>Every clause of the documents has its chain, and every acceptance scenario its file; what has not is in the list of open ones, which only shrinks.</summary>
public class CoverageTests
{
    private static readonly CoverageMap Map = CoverageMap.Read();

    [Fact]
    public void Every_clause_that_is_not_open_has_its_chains_and_every_scenario_of_them() =>
        Broken(Map).ShouldBeEmpty("Write the scenario, or find out why it is gone; the list of open clauses only shrinks.");

    [Fact]
    public void Every_scenario_that_is_not_open_is_in_a_file() =>
        Map.Scenarios.Where(s => !Map.OpenScenarios.Contains(s.Number) && !Map.IsCovered(s)).Select(s => $"{s.Number} {s.Title}").ShouldBeEmpty();

    [Fact]
    public void Nothing_is_called_open_that_is_there()
    {
        Map.Clauses.Where(c => Map.OpenClauses.Contains(c.Key) && Map.IsCovered(c)).Select(c => c.Key).ShouldBeEmpty("Take them out of open.clauses in docs/coverage.json.");
        Map.Scenarios.Where(s => Map.OpenScenarios.Contains(s.Number) && Map.IsCovered(s)).Select(s => s.Number).ShouldBeEmpty("Take them out of open.scenarios in docs/coverage.json.");
    }

    [Fact]
    public void The_lists_name_each_thing_once_and_know_what_they_name()
    {
        Map.Scenarios.Select(s => s.Number).ShouldBe(Enumerable.Range(1, 88));
        Map.Clauses.Select(c => c.Key).ShouldBeUnique();
        Map.OpenClauses.Except(Map.Clauses.Select(c => c.Key)).ShouldBeEmpty();
        Map.OpenScenarios.Except(Map.Scenarios.Select(s => s.Number)).ShouldBeEmpty();
        Map.Files.Select(f => f.Key).Except(Map.Scenarios.Select(s => s.Number)).ShouldBeEmpty();
    }

    [Fact]
    public void The_page_is_up_to_date()
    {
        var (path, page) = (Repository.Path("docs", "coverage.md"), Map.Page());
        var stale = !File.Exists(path) || File.ReadAllText(path) != page;
        if (stale) File.WriteAllText(path, page);

        stale.ShouldBeFalse("docs/coverage.md was stale and has been written anew; look at it and commit it.");
    }

    [Fact]
    public void A_clause_whose_scenario_is_in_no_file_is_found()
    {
        var map = CoverageMap.Read("""
            { "clauses": [{ "document": "辽社指[2021]4号", "clause": "抄报", "where": "WF-01", "chains": ["notice-dispatch", "no-such-chain"], "rules": ["R5"], "scenarios": [999] }],
              "scenarios": [], "open": { "clauses": [], "scenarios": [] } }
            """);

        Broken(map).ShouldBe(["辽社指[2021]4号 抄报: chain no-such-chain, scenario 999"]);
    }

    private static List<string> Broken(CoverageMap map) =>
        [.. map.Clauses.Where(c => !map.OpenClauses.Contains(c.Key) && !map.IsCovered(c)).Select(c => $"{c.Key}: {string.Join(", ", map.Missing(c))}")];
}
