using Elsa.Workflows.IncidentStrategies;
using Parallel = Elsa.Workflows.Activities.Parallel;

namespace Workflows.Engine.Tests.Activities;

public class ParallelTests
{
    [Fact]
    public async Task It_is_done_when_all_its_activities_are()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Parallel(new Wait("A"), new Step("B"), new Wait("C")), new Step("after") } });

        engine.Waiting(id).ShouldBe("A C");
        await engine.Resume(id, "C");
        engine.Completed(id).ShouldBe("B C");
        await engine.Resume(id, "A");
        engine.Completed(id).ShouldBe("B C A after");
    }

    [Fact]
    public async Task Without_activities_it_is_done()
    {
        await using var engine = new TestEngine();
        engine.Trace(await engine.Run(new Sequence { Activities = { new Parallel(), new Step("after") } })).ShouldBe("after");
    }

    [Fact]
    public async Task A_break_in_a_branch_lets_the_others_end_and_then_leaves_the_loop()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence
        {
            Activities = { While.True(new Parallel(new Sequence { Activities = { new Break { Id = "Break" }, new Step("never") } }, new Wait("W"))), new Step("after") }
        });

        engine.Trace(id).ShouldBe("W? Break");
        await engine.Resume(id, "W");
        engine.Completed(id).ShouldBe("Break W after");
    }

    [Fact]
    public async Task A_branch_that_fails_holds_only_the_convergence_up_until_it_is_tried_again()
    {
        await using var engine = new TestEngine();
        var broken = true;
        var fails = new Inline(() =>
        {
            if (broken) throw new InvalidOperationException("broken");
        }) { Id = "F" };
        var id = await engine.Run(
            new Sequence { Activities = { new Parallel(fails, new Sequence { Activities = { new Wait("W"), new Step("B") } }), new Step("after") } },
            x => x.Options.IncidentStrategyType = typeof(ContinueWithIncidentsStrategy));

        await engine.Resume(id, "W");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Completed(id).ShouldBe("W B");

        broken = false;
        await engine.Do(x => x.RetryAsync(id));
        engine.Completed(id).ShouldBe("W B F after");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Cancelling_the_instance_cancels_every_branch()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Parallel(new Wait("A"), new For(1, 2, 1) { Body = new Wait("B") }));

        await engine.Do(x => x.CancelAsync(id));

        engine.Trace(id).ShouldBe("A? B? A~ B~");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Cancelled);
        engine.Store.Bookmarks.ShouldBeEmpty();
    }
}
