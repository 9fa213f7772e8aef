using Workflows.Engine.Alterations;
using Workflows.Engine.Tests.Flow;

namespace Workflows.Engine.Tests.Alterations;

public class AlterInstanceTests
{
    [Fact]
    public async Task A_cancelled_step_is_passed_as_if_it_had_no_outcome_and_what_it_held_up_goes_on()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("S>A S>B A>J B>J", new Step("S")));

        (await Alter(engine, id, new CancelActivity(ActivityId: "A"))).Succeeded.ShouldBeTrue();
        engine.Waiting(id).ShouldBe("B");
        engine.Store.Bookmarks.Values.ShouldHaveSingleItem();
        await engine.Resume(id, "B");

        engine.Waiting(id).ShouldBe("J");
        engine.Trace(id).ShouldBe("S A? B? A~ B! B J?");
        (await Alter(engine, id, new CancelActivity(ActivityInstanceId: engine.Bookmark(id, "J").ActivityInstanceId))).Succeeded.ShouldBeTrue();
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Gone_back_a_step_runs_again_and_what_came_after_it_comes_again()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("A>B B>C"));
        await engine.Resume(id, "A");
        await engine.Resume(id, "B");

        (await Alter(engine, id, new GoBack("A"))).Succeeded.ShouldBeTrue();

        engine.Waiting(id).ShouldBe("A");
        foreach (var step in new[] { "A", "B", "C" }) await engine.Resume(id, step);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Trace(id).ShouldBe("A? A! A B? B! B C? C~ A? A! A B? B! B C? C! C");
        (await Alter(engine, id, new GoBack("A"))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.instance-ended");
    }

    [Fact]
    public async Task Gone_back_a_meeting_point_waits_for_what_comes_again_and_for_nothing_else()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("S:Found>X S:Skipped>J X>J J>K", new Step("S", "Found")));
        await engine.Resume(id, "X");
        engine.Waiting(id).ShouldBe("J");

        (await Alter(engine, id, new GoBack("X"))).Succeeded.ShouldBeTrue();

        foreach (var step in new[] { "X", "J", "K" })
        {
            engine.Waiting(id).ShouldBe(step);
            await engine.Resume(id, step);
        }

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task Gone_back_on_one_path_the_other_goes_on_and_is_waited_for()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Chart.Draw("S>A S>B A>C C>J B>J", new Step("S")));
        await engine.Resume(id, "A");

        (await Alter(engine, id, new GoBack("A"))).Succeeded.ShouldBeTrue();

        engine.Waiting(id).ShouldBe("A B");
        await engine.Resume(id, "A");
        await engine.Resume(id, "C");
        engine.Waiting(id).ShouldBe("B");
        await engine.Resume(id, "B");
        engine.Waiting(id).ShouldBe("J");
        await engine.Resume(id, "J");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task What_would_hang_or_is_not_there_is_not_cancelled()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Wait("A"), new Step("B") } });

        (await Alter(engine, id, new CancelActivity(ActivityId: "A"))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.not-in-flowchart");
        (await Alter(engine, id, new CancelActivity(ActivityId: "B"))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.not-under-way");
        (await Alter(engine, "nobody", new CancelActivity(ActivityId: "B"))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.instance-missing");
        await engine.Resume(id, "A");
        (await Alter(engine, id, new CancelActivity(ActivityId: "A"))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.instance-ended");
    }

    [Fact]
    public async Task One_of_several_failed_steps_is_tried_again_and_nothing_that_has_ended()
    {
        await using var engine = new TestEngine();
        var (first, second) = (new Fragile("A"), new Fragile("B"));
        var id = await engine.Run(Chart.Draw("S>A S>B A>X B>Y", new Step("S"), first, second, new Step("X"), new Step("Y")), x => x.Options.IncidentStrategyType = typeof(Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy));
        engine.Trace(id).ShouldBe("S A× B×");

        first.IsBroken = false;
        (await Alter(engine, id, new RetryActivity(ActivityId: "A"))).Succeeded.ShouldBeTrue();
        engine.Trace(id).ShouldBe("S A× B× A X");
        (await Alter(engine, id, new RetryActivity(ActivityId: "A"))).Findings.ShouldHaveSingleItem().Code.ShouldBe("alteration.not-failed");
        (await Alter(engine, id, new CancelActivity(ActivityId: "B"))).Succeeded.ShouldBeTrue();

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Trace(id).ShouldBe("S A× B× A X B~");
    }

    [Fact]
    public async Task An_instance_that_failed_as_a_whole_goes_on_when_mended_and_fails_again_while_broken()
    {
        await using var engine = new TestEngine();
        var fragile = new Fragile("B");
        var id = await engine.Run(Chart.Draw("A>B B>C", fragile));
        await engine.Resume(id, "A");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);

        await Alter(engine, id, new RetryActivity(ActivityId: "B"));
        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        fragile.IsBroken = false;
        await Alter(engine, id, new RetryActivity(ActivityId: "B"));

        engine.Waiting(id).ShouldBe("C");
        engine.Trace(id).ShouldBe("A? A! A B× B× B C?");
        engine.Instance(id).FinishedAt.ShouldBeNull();
        engine.Journal(id).Count(x => x.EventName == "Altered").ShouldBe(2);
    }

    [Fact]
    public async Task A_variable_gets_another_value_where_it_is_in_use()
    {
        await using var engine = new TestEngine();
        var count = new Variable<int>("Count", 1).WithWorkflowStorage();
        var forgotten = new Variable<int>("Forgotten", 1);
        var id = await engine.Run(
            new ForEach<int>(new[] { 5, 6 }) { Body = new Sequence { Activities = { new Wait("A"), new WriteLine(context => $"{count.Get(context)} {context.GetVariable<int>("CurrentValue")}") } } },
            x => { x.Variables.Add(count); x.Variables.Add(forgotten); });

        (await Alter(engine, id, new ModifyVariable("countVariable", "7"), new ModifyVariable("CurrentValue", 9))).Succeeded.ShouldBeTrue();
        await engine.Resume(id, "A");
        await engine.Resume(id, "A");

        engine.Console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(["7 9", "7 6"]);
    }

    [Fact]
    public async Task All_alterations_are_made_or_none()
    {
        await using var engine = new TestEngine();
        var count = new Variable<int>("Count", 1).WithWorkflowStorage();
        var id = await engine.Run(Chart.Draw("A>B"), x => { x.Variables.Add(count); x.Variables.Add(new Variable<int>("Forgotten", 1)); });

        (await Alter(engine, id, new CancelActivity(ActivityId: "A"), new ModifyVariable("Count", "many"), new ModifyVariable("Forgotten", 2), new ModifyVariable("Gone", 2), new ModifyVariable("Count", 3)))
            .Findings.Select(x => x.Code).ShouldBe(["alteration.value-unfit", "alteration.variable-in-memory", "alteration.variable-missing"]);

        engine.Waiting(id).ShouldBe("A");
        engine.Variable(id, "countVariable").ShouldBe(1);
        engine.Journal(id).ShouldNotContain(x => x.EventName == "Altered" || x.EventName == "Canceled");
    }

    internal static Task<AlterationResult> Alter(TestEngine engine, string id, params Alteration[] alterations) => engine.With<AlterInstance, AlterationResult>(x => x.Run(id, alterations));

    private sealed class Fragile : CodeActivity
    {
        public Fragile(string id) => Id = id;

        public bool IsBroken { get; set; } = true;

        protected override void Execute(ActivityExecutionContext context)
        {
            if (IsBroken) throw new InvalidOperationException("the printer is out");
        }
    }
}
