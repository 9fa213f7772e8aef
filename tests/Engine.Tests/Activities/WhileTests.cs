namespace Workflows.Engine.Tests.Activities;

public class WhileTests
{
    [Fact]
    public async Task The_condition_is_looked_at_before_each_round_also_after_a_wait()
    {
        await using var engine = new TestEngine();
        var count = new Variable<int>("Count", 0, "count").WithStorageDriver<WorkflowInstanceStorageDriver>();
        var id = await engine.Run(
            new While(x => count.Get(x) < 2) { Body = new Sequence { Activities = { new Wait("W"), new SetVariable<int>(count, x => count.Get(x) + 1) } } },
            x => x.Variables.Add(count));

        await engine.Resume(id, "W");
        engine.Waiting(id).ShouldBe("W");
        await engine.Resume(id, "W");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Variable(id, "count").ShouldBe(2);
    }

    [Fact]
    public async Task A_condition_in_JavaScript_is_evaluated_anew()
    {
        await using var engine = new TestEngine();
        var count = new Variable<int>("Count", 0, "count").WithStorageDriver<WorkflowInstanceStorageDriver>();
        var id = await engine.Run(
            new While(new Input<bool>(new Expression("JavaScript", "getCount() < 3"))) { Body = new SetVariable<int>(count, new Input<int>(new Expression("JavaScript", "getCount() + 1"))) },
            x => x.Variables.Add(count));

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Variable(id, "count").ShouldBe(3);
    }

    [Fact]
    public async Task An_endless_loop_is_left_by_a_break()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence
        {
            Activities = { While.True(new Sequence { Activities = { new Wait("W"), new If(x => x.GetInput<string>("Outcome") == "stop") { Then = new Break { Id = "Break" } }, new Step("A") } }), new Step("after") }
        });

        await engine.Resume(id, "W", "go on");
        await engine.Resume(id, "W", "stop");

        engine.Completed(id).ShouldBe("W A W Break after");
    }

    [Fact]
    public async Task A_loop_that_nothing_holds_up_faults_instead_of_running_for_ever()
    {
        await using var engine = new TestEngine(x => x.Configure<WorkflowEngineOptions>(y => y.MaxActivitiesPerRun = 500));
        var id = await engine.Run(While.True(new Step("A")));

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("500 activities");
    }

    [Fact]
    public async Task Without_a_body_it_is_done()
    {
        await using var engine = new TestEngine();
        engine.Status(await engine.Run(new While(() => true))).ShouldBe(WorkflowSubStatus.Finished);
    }
}
