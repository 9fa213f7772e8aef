using System.Text;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>A malformed scenario file is told where and how to mend it.</summary>
public class ScenarioReaderTests
{
    [Theory]
    [InlineData("""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [1], "start": "2023-05-26T09:00", "steps": [ { "as": "a.handler", "strat": "A", "call": "PS3" } ] }""", "$.steps[0]", "A step has exactly one of")]
    [InlineData("""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [1], "start": "26 May", "steps": [] }""", "$.start", "Expected a time in Shanghai")]
    [InlineData("""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [99], "start": "2023-05-26T09:00", "steps": [] }""", "$.scenarios[0]", "from 1 to 88")]
    [InlineData("""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [1], "start": "2023-05-26T09:00", "steps": [ { "at": "2023-05-25T09:00" } ] }""", "$.steps[0]", "Time cannot run backwards")]
    [InlineData("""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [1], "start": "2023-05-26T09:00", "steps": [ { "as": "a.handler", "decide": "FillForm", "case": "A" } ] }""", "$.steps[0]", "\"outcome\" is missing")]
    [InlineData("""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [1], "start": "2023-05-26T09:00", "uses": "nowhere.scenario.json", "steps": [] }""", "$.uses", "There is no file")]
    [InlineData("""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [1], "start": "2023-05-26T09:00", "steps": [ { "expect": { "stauts": "late" } } ] }""", "$.steps[0].expect", "Say what is expected")]
    [InlineData("""{ "title": """, "$", "not valid JSON")]
    public void What_is_wrong_is_told_with_place_and_remedy(string text, string place, string problem)
    {
        var (scenario, findings) = ScenarioReader.Read("x.scenario.json", Encoding.UTF8.GetBytes(text), _ => null);

        scenario.ShouldBeNull();
        var finding = findings.First(f => f.Problem.En.Contains(problem, StringComparison.Ordinal));
        finding.File.ShouldBe("x.scenario.json");
        finding.Path.ShouldBe(place);
        finding.Line.ShouldBeGreaterThan(0);
        finding.Remedy.En.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_file_that_uses_another_has_its_parts_and_its_form()
    {
        const string Base = """{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [1], "start": "2023-05-26T09:00", "form": { "phone": "1" }, "parts": { "begin": [ { "as": "{who}", "start": "A", "call": "PS3" } ] }, "steps": [] }""";
        const string Text = """{ "title": {"zh":"乙","en":"B"}, "note": "n", "scenarios": [2], "start": "2023-05-26T09:00", "uses": "base.scenario.json", "steps": [ { "play": "begin", "with": { "who": "a.handler" } } ] }""";

        var (scenario, findings) = ScenarioReader.Read("x.scenario.json", Encoding.UTF8.GetBytes(Text), name => name == "base.scenario.json" ? Encoding.UTF8.GetBytes(Base) : null);

        findings.ShouldBeEmpty();
        scenario!.Parts["begin"].ShouldHaveSingleItem().ShouldBeOfType<StartCase>().As.ShouldBe("{who}");
        scenario.Form["phone"]!.ToString().ShouldBe("1");
    }
}
