using Workflows.Engine.Tests.Flow;

namespace Workflows.Engine.Tests.Activities;

public class FlowJoinTests
{
    [Fact]
    public async Task Waiting_for_any_it_runs_once_with_the_first_path_and_cancels_the_others()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Fork("F>A F>B F>D A>J B>B1 B1>J D>J J>C", null));

        await engine.Resume(id, "A");

        engine.Trace(id).ShouldBe("F A? B? D? A! A B~ D~ J C?");
        await engine.Resume(id, "C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Waiting_for_any_it_is_ready_again_in_the_next_round()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Fork("F>A F>B A>J B>J J>C C:Return>F", FlowJoinMode.WaitAny));

        foreach (var first in "ABBA")
        {
            await engine.Resume(id, $"{first}");
            engine.Waiting(id).ShouldBe("C");
            await engine.Resume(id, "C", "Return");
            engine.Waiting(id).ShouldBe("A B");
        }
    }

    [Fact]
    public async Task Waiting_for_all_it_runs_when_all_paths_have_arrived()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Fork("F>A F>B A>J B>J J>C", FlowJoinMode.WaitAll));

        await engine.Resume(id, "A");
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task Waiting_for_all_it_is_skipped_when_one_path_is_not_taken()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Fork("F>A F>B A>J B:On>J J>C", FlowJoinMode.WaitAll));

        await engine.Resume(id, "A");
        await engine.Resume(id, "B", "Off");

        engine.Completed(id).ShouldBe("F A B");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Waiting_for_all_that_are_active_it_ignores_a_path_that_is_not_taken()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Fork("F>A F>B A>J B:On>J J>C", FlowJoinMode.WaitAllActive));

        await engine.Resume(id, "A");
        await engine.Resume(id, "B", "Off");

        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task Its_mode_may_come_from_an_expression()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("F>A F>B A>J B>J J>C", new Step("F"), new FlowJoin { Id = "J", Mode = new Input<FlowJoinMode>(_ => FlowJoinMode.WaitAll) }));

        await engine.Resume(id, "A");

        engine.Waiting(id).ShouldBe("B");
    }

    private static Flowchart Fork(string connections, FlowJoinMode? mode)
    {
        var join = new FlowJoin { Id = "J" };
        if (mode != null) join.Mode = new Input<FlowJoinMode>(mode.Value);
        return Chart.Draw(connections, new Step("F"), join);
    }
}
