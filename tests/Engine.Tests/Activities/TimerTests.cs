using Elsa.Scheduling.Activities;

namespace Workflows.Engine.Tests.Activities;

public class TimerTests
{
    [Fact]
    public async Task A_delay_goes_on_when_its_time_has_passed()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Delay(TimeSpan.FromDays(3)) { Id = "D" }, new Step("A") } });

        engine.Store.Timers.Values.ShouldHaveSingleItem().DueAt.ShouldBe(engine.Time.GetUtcNow().AddDays(3));
        (await engine.Pass(TimeSpan.FromDays(2))).ShouldBeEmpty();
        (await engine.Do(x => x.FireTimerAsync(engine.Store.Timers.Keys.Single()))).Outcome.ShouldBe(RunOutcome.TimerNotDue);

        (await engine.Pass(TimeSpan.FromDays(1))).ShouldHaveSingleItem().Ran.ShouldBeTrue();
        engine.Trace(id).ShouldBe("D? D! D A");
        engine.Store.Timers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_time_in_the_past_does_not_hold_up()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new StartAt(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)) { Id = "S" }, new Step("A") } });

        engine.Trace(id).ShouldBe("S A");
        engine.Store.Timers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_time_to_come_is_waited_for()
    {
        await using var engine = new TestEngine();
        var at = engine.Time.GetUtcNow().AddHours(5);
        var id = await engine.Run(new Sequence { Activities = { new StartAt(at.ToOffset(TimeSpan.FromHours(8))) { Id = "S" }, new Step("A") } });

        engine.Trace(id).ShouldBe("S?");
        await engine.Pass(TimeSpan.FromHours(5));
        engine.Trace(id).ShouldBe("S? S! S A");
    }

    [Fact]
    public async Task A_time_to_come_starts_the_version_that_is_published_then()
    {
        await using var engine = new TestEngine();
        var at = engine.Time.GetUtcNow().AddHours(5);
        await engine.Publish("flow", new Sequence { Activities = { new StartAt(at) { Id = "S", CanStartWorkflow = true }, new Step("A") } });
        StoredTrigger[] Triggers(string id) =>
            [new StoredTrigger { Id = id, WorkflowDefinitionId = "flow", WorkflowDefinitionVersionId = "flow-1", ActivityId = "S", Hash = "h", Payload = new Elsa.Scheduling.Bookmarks.StartAtPayload(at) }];
        foreach (var id in new[] { "t1", "t2" })
            await engine.Do(async x =>
            {
                await engine.Store.ReplaceTriggersAsync("flow", Triggers(id));
                x.QueueTriggers(Triggers(id));
                return true;
            });

        (await engine.WorkOff()).ShouldBeEmpty();
        engine.Time.Advance(TimeSpan.FromHours(5));
        (await engine.WorkOff()).Select(x => x.Outcome).ShouldBe([RunOutcome.NothingMatched, RunOutcome.Ran]);

        engine.Trace(engine.Store.Instances.ShouldHaveSingleItem().Id).ShouldBe("S A");
    }

    [Fact]
    public async Task The_timer_of_a_cancelled_instance_is_gone()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Wait("A"), new Delay(TimeSpan.FromDays(3)) { Id = "D" } } });
        await engine.Resume(id, "A");
        engine.Store.Timers.ShouldHaveSingleItem();

        await engine.Do(x => x.CancelAsync(id));

        engine.Store.Timers.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_activity_can_wait_for_a_person_and_for_the_clock_at_once()
    {
        await using var engine = new TestEngine();
        var late = await engine.Run(new AnswerInTime { Id = "A" });
        await engine.Pass(TimeSpan.FromDays(1));
        EngineJson.Serialize(engine.Store.Executions.Values.Single(x => x.ActivityId == "A").Payload).ShouldBe("""{"Outcomes":["Late"]}""");
        engine.Status(late).ShouldBe(WorkflowSubStatus.Finished);
        engine.Store.Bookmarks.ShouldBeEmpty();

        var id = (await engine.Start("flow")).Instance!.Id;
        var person = engine.Instance(id).WorkflowState.Bookmarks.Single(x => x.CallbackMethodName == "OnAnswer").Id;
        await engine.Do(x => x.ResumeAsync(person));
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Store.Timers.ShouldBeEmpty();
    }

    private sealed class AnswerInTime : Activity
    {
        protected override void Execute(ActivityExecutionContext context)
        {
            context.CreateBookmark(OnAnswer);
            context.DelayUntil(context.StartedAt.AddDays(1), OnLate);
        }

        private ValueTask OnAnswer(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync("Answered");

        private ValueTask OnLate(ActivityExecutionContext context) => context.CompleteActivityWithOutcomesAsync("Late");
    }
}
