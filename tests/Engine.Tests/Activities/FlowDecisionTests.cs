using Workflows.Engine.Tests.Flow;

namespace Workflows.Engine.Tests.Activities;

public class FlowDecisionTests
{
    [Theory]
    [InlineData(true, "Y")]
    [InlineData(false, "N")]
    public async Task It_follows_True_or_False(bool condition, string waiting)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("D:True>Y D:False>N", new FlowDecision(_ => condition) { Id = "D" }));

        engine.Waiting(id).ShouldBe(waiting);
    }
}
