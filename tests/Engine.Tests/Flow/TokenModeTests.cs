using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Activities.Flowchart.Options;

namespace Workflows.Engine.Tests.Flow;

public class TokenModeTests
{
    private const string Diamond = "F>A F>B A>C B>C";

    [Fact]
    public async Task Streaming_a_path_goes_on_unless_another_is_about_to_arrive()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw(Diamond, new Step("F")));

        await engine.Resume(id, "A");
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task Streaming_does_not_wait_for_a_path_that_was_not_taken()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw("F:x>A F:y>B A>C B>C", new Step("F", "x")));

        await engine.Resume(id, "A");

        engine.Waiting(id).ShouldBe("C");
    }

    [Fact]
    public async Task Merging_waits_for_all_connections_that_lead_forward()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw($"{Diamond} C:Return>F", new Step("F"), Merging("C", MergeMode.Merge)));

        for (var round = 0; round < 3; round++)
        {
            await engine.Resume(id, "B");
            engine.Waiting(id).ShouldBe("A");
            await engine.Resume(id, "A");
            engine.Waiting(id).ShouldBe("C");
            await engine.Resume(id, "C", "Return");
        }
    }

    [Fact]
    public async Task Merging_never_happens_when_a_connection_is_not_followed_and_the_chart_then_completes()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw("F:x>A F:y>B A>C B>C", new Step("F", "x"), Merging("C", MergeMode.Merge)));

        await engine.Resume(id, "A");

        engine.Completed(id).ShouldBe("F A");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Converging_waits_for_the_connections_that_lead_back_as_well()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw("F>A F>B A>C B>C C:Return>A", new Step("F"), Merging("A", MergeMode.Converge), Merging("C", MergeMode.Cascade)));

        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("C");
        await engine.Resume(id, "C", "Return");
        engine.Waiting(id).ShouldBe("A");
    }

    [Fact]
    public async Task Cascading_goes_on_with_the_first_path_and_ignores_the_other_once()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw(Diamond, new Step("F"), Merging("C", MergeMode.Cascade)));

        await engine.Resume(id, "A");
        engine.Waiting(id).ShouldBe("B C");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("C");
        await engine.Resume(id, "C");

        engine.Completed(id).ShouldBe("F A B C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Racing_cancels_the_other_paths()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw(Diamond, new Step("F"), Merging("C", MergeMode.Race)));

        await engine.Resume(id, "A");

        engine.Waiting(id).ShouldBe("C");
        engine.Trace(id).ShouldBe("F A? B? A! A B~ C?");
    }

    [Theory]
    [InlineData(FlowJoinMode.WaitAny, "F A? B? A! A B~ J C?")]
    [InlineData(FlowJoinMode.WaitAll, "F A? B? A! A")]
    [InlineData(FlowJoinMode.WaitAllActive, "F A? B? A! A")]
    public async Task A_join_races_or_merges(FlowJoinMode mode, string trace)
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw("F>A F>B A>J B>J J>C", new Step("F"), new FlowJoin { Id = "J", Mode = new Input<FlowJoinMode>(mode) }));

        await engine.Resume(id, "A");

        engine.Trace(id).ShouldBe(trace);
    }

    [Fact]
    public async Task A_terminal_activity_ends_the_chart()
    {
        await using var engine = Engine();
        var id = await engine.Run(Chart.Draw("F>A F>B B>E", new Step("F"), new End { Id = "E" }));

        await engine.Resume(id, "B");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void The_merge_mode_is_a_custom_property()
    {
        var activity = new Step("A");
        activity.GetMergeMode().ShouldBeNull();

        activity.SetMergeMode(MergeMode.Race);
        activity.CustomProperties["mergeMode"].ShouldBe("Race");
        activity.GetMergeMode().ShouldBe(MergeMode.Race);

        activity.SetMergeMode(MergeMode.None);
        activity.CustomProperties.ShouldBeEmpty();
    }

    private static Wait Merging(string id, MergeMode mode)
    {
        var activity = new Wait(id);
        activity.SetMergeMode(mode);
        return activity;
    }

    private static TestEngine Engine() =>
        new(x => x.AddSingleton(Microsoft.Extensions.Options.Options.Create(new FlowchartOptions { DefaultExecutionMode = FlowchartExecutionMode.TokenBased })));
}
