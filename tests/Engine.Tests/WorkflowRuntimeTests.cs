using Elsa.Workflows.Runtime.ActivationValidators;
using Elsa.Workflows.Signals;

namespace Workflows.Engine.Tests;

public class WorkflowRuntimeTests
{
    [Fact]
    public async Task An_instance_runs_until_it_waits_and_goes_on_when_resumed()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Step("A"), new Wait("B"), new Step("C") } });

        engine.Trace(id).ShouldBe("A B?");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Store.Bookmarks.ShouldHaveSingleItem();

        (await engine.Resume(id, "B")).Outcome.ShouldBe(RunOutcome.Ran);

        engine.Trace(id).ShouldBe("A B? B! B C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Instance(id).FinishedAt.ShouldNotBeNull();
        engine.Store.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_resume_of_the_same_bookmark_finds_it_gone()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Wait("A"), new Wait("B") } });
        var bookmark = engine.Bookmark(id, "A").Id;

        (await engine.Do(x => x.ResumeAsync(bookmark))).Outcome.ShouldBe(RunOutcome.Ran);
        (await engine.Do(x => x.ResumeAsync(bookmark))).Outcome.ShouldBe(RunOutcome.BookmarkGone);
        (await engine.Do(x => x.ResumeAsync(bookmark, instanceId: id))).Outcome.ShouldBe(RunOutcome.BookmarkGone);
        engine.Trace(id).ShouldBe("A? A! A B?");
    }

    [Fact]
    public async Task An_unknown_definition_instance_or_timer_is_an_answer_not_an_exception()
    {
        await using var engine = new TestEngine();

        (await engine.Start("nothing")).Outcome.ShouldBe(RunOutcome.DefinitionNotFound);
        (await engine.Do(x => x.CancelAsync("nobody"))).Outcome.ShouldBe(RunOutcome.InstanceNotFound);
        (await engine.Do(x => x.RunAsync("nobody", new RunWorkflowOptions()))).Outcome.ShouldBe(RunOutcome.InstanceNotFound);
        (await engine.Do(x => x.FireTimerAsync("never"))).Outcome.ShouldBe(RunOutcome.TimerNotDue);
    }

    [Fact]
    public async Task An_instance_that_was_created_runs_later_from_its_start()
    {
        await using var engine = new TestEngine();
        await engine.Publish("flow", new Step("A"));
        var created = await engine.Do(x => x.CreateAsync(WorkflowDefinitionHandle.ByDefinitionId("flow"), new WorkflowStart { CorrelationId = "case:1" }));
        var id = created.Instance!.Id;
        engine.Status(id).ShouldBe(WorkflowSubStatus.Pending);

        await engine.Do(x => x.RunAsync(id, new RunWorkflowOptions()));

        engine.Trace(id).ShouldBe("A");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Instance(id).CorrelationId.ShouldBe("case:1");
    }

    [Fact]
    public async Task A_singleton_starts_again_only_after_the_first_has_ended()
    {
        await using var engine = new TestEngine();
        var first = await engine.Run(new Wait("A"), x => x.Options.ActivationStrategyType = typeof(SingletonStrategy));

        (await engine.Start("flow")).Outcome.ShouldBe(RunOutcome.ActivationRefused);
        await engine.Resume(first, "A");
        (await engine.Start("flow")).Outcome.ShouldBe(RunOutcome.Ran);
    }

    [Fact]
    public async Task A_correlation_admits_one_running_instance_of_any_definition()
    {
        await using var engine = new TestEngine();
        await engine.Publish("other", new Wait("X"));
        await engine.Publish("flow", new Wait("A"), x => x.Options.ActivationStrategyType = typeof(CorrelationStrategy));
        await engine.Start("other", new WorkflowStart { CorrelationId = "case:1" });

        (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:1" })).Outcome.ShouldBe(RunOutcome.ActivationRefused);
        (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:2" })).Outcome.ShouldBe(RunOutcome.Ran);
        (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:2" })).Outcome.ShouldBe(RunOutcome.ActivationRefused);
    }

    [Fact]
    public async Task A_correlated_singleton_admits_one_running_instance_of_its_definition_and_correlation()
    {
        await using var engine = new TestEngine();
        await engine.Publish("other", new Wait("X"));
        await engine.Publish("flow", new Wait("A"), x => x.Options.ActivationStrategyType = typeof(CorrelatedSingletonStrategy));
        await engine.Start("other", new WorkflowStart { CorrelationId = "case:1" });

        (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:1" })).Outcome.ShouldBe(RunOutcome.Ran);
        (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:1" })).Outcome.ShouldBe(RunOutcome.ActivationRefused);
        (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:2" })).Outcome.ShouldBe(RunOutcome.Ran);
    }

    [Fact]
    public async Task Cancelling_tells_the_waiting_activity_and_removes_what_waits()
    {
        Withdrawn.Heard.Clear();
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Withdrawn("A") } });

        (await engine.Do(x => x.CancelAsync(id))).Outcome.ShouldBe(RunOutcome.Ran);

        Withdrawn.Heard.ShouldBe(["A"]);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Cancelled);
        engine.Store.Bookmarks.ShouldBeEmpty();
        engine.Journal(id).Last().EventName.ShouldBe("Workflow cancelled");
        (await engine.Do(x => x.CancelAsync(id))).Outcome.ShouldBe(RunOutcome.InstanceEnded);
    }

    [Fact]
    public async Task Cancelling_a_parent_cancels_its_children_after_the_commit()
    {
        await using var engine = new TestEngine();
        await engine.Publish("child", new Wait("X"));
        var parent = await engine.Run(new Elsa.Workflows.Runtime.Activities.ExecuteWorkflow { WorkflowDefinitionId = new Input<string>("child"), WaitForCompletion = new Input<bool>(true) });
        await engine.WorkOff();
        var child = engine.Store.Instances.Single(x => x.DefinitionId == "child").Id;

        await engine.Do(x => x.CancelAsync(parent));
        engine.Status(child).ShouldBe(WorkflowSubStatus.Suspended);
        await engine.WorkOff();

        engine.Status(child).ShouldBe(WorkflowSubStatus.Cancelled);
        engine.Store.Queue.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_state_of_a_finished_instance_keeps_its_variables_and_nothing_that_could_run()
    {
        await using var engine = new TestEngine();
        var amount = new Variable<int>("Amount", 0).WithWorkflowStorage();
        var id = await engine.Run(new Sequence { Activities = { new SetVariable<int>(amount, 7), new Wait("A") } }, x => x.Variables.Add(amount));
        await engine.Resume(id, "A");

        var state = engine.Instance(id).WorkflowState;
        state.ActivityExecutionContexts.ShouldHaveSingleItem();
        state.CompletionCallbacks.ShouldBeEmpty();
        state.Bookmarks.ShouldBeEmpty();
        engine.Variable(id, "amountVariable").ShouldBe(7);
    }

    [Fact]
    public async Task Finished_steps_leave_nothing_in_the_state()
    {
        await using var engine = new TestEngine();
        var waits = Enumerable.Range(1, 40).Select(x => (IActivity)new Wait($"W{x:00}")).ToList();
        var id = await engine.Run(new Sequence { Activities = waits });
        await engine.Resume(id, "W01");
        var early = engine.Store.StateSize(id);
        for (var i = 2; i < 40; i++) await engine.Resume(id, $"W{i:00}");

        engine.Store.StateSize(id).ShouldBeInRange(early - 40, early + 40);
        engine.Instance(id).WorkflowState.ActivityExecutionContexts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Every_run_of_an_activity_leaves_one_record()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Step("A", "Left"), new Wait("B") } });

        var waiting = engine.Store.Executions.Values.Single(x => x.ActivityId == "B");
        waiting.Status.ShouldBe(ActivityStatus.Running);
        waiting.HasBookmarks.ShouldBeTrue();
        waiting.SchedulingActivityId.ShouldBe("A");

        engine.Time.Advance(TimeSpan.FromHours(1));
        await engine.Resume(id, "B", "Right");

        var records = engine.Store.Executions.Values;
        records.Count.ShouldBe(4);
        var done = records.Single(x => x.ActivityId == "B");
        done.Status.ShouldBe(ActivityStatus.Completed);
        done.HasBookmarks.ShouldBeFalse();
        (done.CompletedAt - done.StartedAt).ShouldBe(TimeSpan.FromHours(1));
        done.SchedulingActivityId.ShouldBe("A");
        done.Outputs!["Result"].ShouldBe("Right");
        EngineJson.Serialize(done.Payload).ShouldBe("""{"Outcomes":["Right"]}""");
    }

    [Fact]
    public async Task The_journal_is_numbered_without_gaps_over_all_runs()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Wait("A"), new Wait("B") } });
        await engine.Resume(id, "A");
        await engine.Resume(id, "B");

        engine.Journal(id).Select(x => x.Sequence).ShouldBe(Enumerable.Range(0, engine.Journal(id).Count()).Select(x => (long)x));
    }

    /// <summary>Waits, and notes when it is cancelled.</summary>
    private sealed class Withdrawn : Activity
    {
        public static readonly List<string> Heard = [];

        public Withdrawn(string id)
        {
            Id = id;
            OnSignalReceived<CancelSignal>((_, context) => Heard.Add(context.ReceiverActivityExecutionContext.Activity.Id));
        }

        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark();
    }
}
