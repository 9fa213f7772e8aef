namespace Workflows.Engine.Tests.Activities;

public class IfTests
{
    [Theory]
    [InlineData(true, "Y")]
    [InlineData(false, "N")]
    public async Task It_runs_one_of_two_activities(bool condition, string waiting)
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new If(() => condition) { Then = new Wait("Y"), Else = new Wait("N") }, new Wait("Z") } });

        engine.Waiting(id).ShouldBe(waiting);
        await engine.Resume(id, waiting);
        engine.Waiting(id).ShouldBe("Z");
    }

    [Fact]
    public async Task Without_an_activity_for_the_case_it_is_done()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new If(() => false) { Then = new Wait("Y") }, new Wait("Z") } });

        engine.Waiting(id).ShouldBe("Z");
    }
}
