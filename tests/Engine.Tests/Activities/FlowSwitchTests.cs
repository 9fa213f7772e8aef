using Workflows.Engine.Tests.Flow;

namespace Workflows.Engine.Tests.Activities;

public class FlowSwitchTests
{
    [Theory]
    [InlineData(SwitchMode.MatchFirst, true, true, "A")]
    [InlineData(SwitchMode.MatchFirst, false, true, "B")]
    [InlineData(SwitchMode.MatchFirst, false, false, "D")]
    [InlineData(SwitchMode.MatchAny, true, true, "A B")]
    [InlineData(SwitchMode.MatchAny, false, true, "B")]
    [InlineData(SwitchMode.MatchAny, false, false, "D")]
    public async Task It_follows_the_cases_that_hold_or_the_default(SwitchMode mode, bool first, bool second, string waiting)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("S:first>A S:second>B S:Default>D", new FlowSwitch
        {
            Id = "S",
            Mode = new Input<SwitchMode>(mode),
            Cases = { new FlowSwitchCase("first", () => first), new FlowSwitchCase("second", () => second) }
        }));

        engine.Waiting(id).ShouldBe(waiting);
    }

    [Fact]
    public async Task Matching_the_first_it_does_not_ask_further_cases()
    {
        await using var engine = new TestEngine();
        var asked = 0;
        await engine.Run(Chart.Draw("S:first>A", new FlowSwitch { Id = "S", Cases = { new FlowSwitchCase("first", () => true), new FlowSwitchCase("second", () => ++asked > 0) } }));

        asked.ShouldBe(0);
    }
}
