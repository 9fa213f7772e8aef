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
    public void Every_rule_is_proved_by_a_scenario_that_is_played() =>
        Map.Rules.Where(r => !Map.IsCovered(r)).Select(r => $"{r.Number} {r.Text}").ShouldBeEmpty("Write the scenario that proves it and name the rule at its number in docs/coverage.json.");

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
        Map.Rules.Select(r => r.Number).ShouldBe(Enumerable.Range(1, 90).Select(n => $"R{n}"));
        Map.Clauses.SelectMany(c => c.Rules).Concat(Map.Scenarios.SelectMany(s => s.Rules)).Except(Map.Rules.Select(r => r.Number)).ShouldBeEmpty();
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

        Broken(map).ShouldBe(["辽社指[2021]4号 抄报: chain no-such-chain, rule R5, scenario 999"]);
    }

    [Fact]
    public void A_rule_whose_scenario_is_played_by_nothing_is_found()
    {
        var map = CoverageMap.Read("""
            { "clauses": [], "scenarios": [{ "number": 1, "title": "played", "rules": ["R1"] }, { "number": 997, "title": "a test that is not there", "rules": ["R2"] }, { "number": 998, "title": "a file that is no test of it", "rules": ["R3"] }],
              "tests": { "997": "tests/NoSuch.Tests/NoSuchTests.cs", "998": "tests/Host.Tests/Scenarios/PrivacyTests.cs" },
              "rules": [{ "number": "R1", "text": "" }, { "number": "R2", "text": "" }, { "number": "R3", "text": "" }, { "number": "R4", "text": "" }], "open": { "clauses": [], "scenarios": [] } }
            """);

        map.Rules.Where(r => !map.IsCovered(r)).Select(r => r.Number).ShouldBe(["R2", "R3", "R4"]);
    }

    private static List<string> Broken(CoverageMap map) =>
        [.. map.Clauses.Where(c => !map.OpenClauses.Contains(c.Key) && !map.IsCovered(c)).Select(c => $"{c.Key}: {string.Join(", ", map.Missing(c))}")];
}
