using Workflows.Engine.Tests.Flow;

namespace Workflows.Engine.Tests.Activities;

public class FlowForkTests
{
    [Fact]
    public async Task It_follows_all_its_branches()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F:left>A F:right>B F:Done>C", new FlowFork { Id = "F", Branches = new Input<ICollection<string>>(_ => ["left", "right"]) }));

        engine.Waiting(id).ShouldBe("A B");
    }

    [Fact]
    public async Task Without_branches_it_is_done()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F:left>A F:Done>C", new FlowFork { Id = "F" }));

        engine.Waiting(id).ShouldBe("C");
    }
}
