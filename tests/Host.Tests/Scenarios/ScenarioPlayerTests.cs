using System.Text;

namespace Workflows.Host.Tests.Scenarios;

/// <summary>A scenario that does not hold fails, and says at which step.</summary>
public class ScenarioPlayerTests(SharedApplication shared)
{
    [Theory]
    [InlineData("""{ "expect": { "inbox": "ln-centre.head", "kinds": { "OpinionTask": 7 } } }""", "$.steps[0].expect (ExpectInbox)")]
    [InlineData("""{ "expect": { "call": "PS3", "status": "published" } }""", "$.steps[0].expect (ExpectCall)")]
    [InlineData("""{ "as": "training-company.handler", "start": "A", "call": "PS3-LN" }""", "call.not-eligible")]
    [InlineData("""{ "as": "training-company.handler", "start": "A", "call": "PS3-LN", "refused": "call.closed" }""", "call.not-eligible")]
    [InlineData("""{ "expect": { "case": "A", "status": "late" } }""", "no step has started it")]
    [InlineData("""{ "as": "ln-centre.head", "decide": "OpinionTask", "outcome": "Approve" }""", "Expected a OpinionTask in the inbox of ln-centre.head, found an empty inbox")]
    public async Task What_does_not_hold_fails_with_its_place(string step, string words)
    {
        var text = $$"""{ "title": {"zh":"甲","en":"A"}, "note": "n", "scenarios": [], "start": "2023-05-22T09:00", "steps": [ {{step}} ] }""";
        var (scenario, findings) = ScenarioReader.Read("x.scenario.json", Encoding.UTF8.GetBytes(text), _ => null);
        findings.ShouldBeEmpty();

        var failed = await Should.ThrowAsync<ScenarioFailed>(async () => await new ScenarioPlayer(await shared.Get(), scenario!).Run());

        failed.Message.ShouldContain("x.scenario.json $.steps[0]");
        failed.Message.ShouldContain(words);
    }
}
