namespace Workflows.Engine.Tests.Activities;

public class ForkTests
{
    [Fact]
    public async Task It_waits_for_all_its_branches()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Fork { Branches = { new Wait("A"), new Wait("B") } }, new Step("after") } });

        await engine.Resume(id, "A");
        engine.Completed(id).ShouldBe("A");
        await engine.Resume(id, "B");
        engine.Completed(id).ShouldBe("A B after");
    }

    [Fact]
    public async Task Or_for_the_first_and_cancels_the_others()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence
        {
            Activities = { new Fork { JoinMode = ForkJoinMode.WaitAny, Branches = { new Wait("A"), new Sequence { Activities = { new Wait("B"), new Step("C") } } } }, new Step("after") }
        });

        await engine.Resume(id, "A");

        engine.Trace(id).ShouldBe("A? B? A! A B~ after");
        engine.Store.Bookmarks.ShouldBeEmpty();
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_break_in_a_branch_cancels_the_others_and_leaves_the_loop()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence
        {
            Activities = { While.True(new Fork { Branches = { new Sequence { Activities = { new Wait("A"), new Break { Id = "Break" } } }, new Wait("B") } }), new Step("after") }
        });

        await engine.Resume(id, "A");

        engine.Trace(id).ShouldBe("B? A? A! A Break B~ after");
    }

    [Fact]
    public async Task Without_branches_it_is_done()
    {
        await using var engine = new TestEngine();
        engine.Status(await engine.Run(new Fork())).ShouldBe(WorkflowSubStatus.Finished);
    }
}
