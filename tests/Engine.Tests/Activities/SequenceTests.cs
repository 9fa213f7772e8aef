namespace Workflows.Engine.Tests.Activities;

public class SequenceTests
{
    [Fact]
    public async Task Activities_run_one_after_the_other_across_suspensions()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Step("A"), new Wait("B"), new Wait("C") } });

        await engine.Resume(id, "B");
        await engine.Resume(id, "C");

        engine.Completed(id).ShouldBe("A B C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_terminal_activity_ends_it()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Sequence { Activities = { new Step("A"), new End { Id = "E" }, new Step("B") } }, new Step("C") } });

        engine.Completed(id).ShouldBe("A E C");
    }
}
