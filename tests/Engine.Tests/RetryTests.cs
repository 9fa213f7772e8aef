namespace Workflows.Engine.Tests;

public class RetryTests
{
    [Fact]
    public async Task A_faulted_instance_goes_on_once_the_cause_is_gone()
    {
        Fragile.IsBroken = true;
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Step("A"), new Fragile(), new Step("C") } });
        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);

        Fragile.IsBroken = false;
        (await engine.Do(x => x.RetryAsync(id))).Outcome.ShouldBe(RunOutcome.Ran);

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Trace(id).ShouldBe("A B× B C");
        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem();
        (await engine.Do(x => x.RetryAsync(id))).Outcome.ShouldBe(RunOutcome.NothingFailed);
    }

    [Fact]
    public async Task What_failed_when_it_was_resumed_waits_again()
    {
        await using var engine = new TestEngine();
        Fragile.IsBroken = true;
        var id = await engine.Run(new Sequence { Activities = { new FragileAnswer(), new Step("C") } });
        await engine.Resume(id, "A");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);

        await engine.Do(x => x.RetryAsync(id));
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Waiting(id).ShouldBe("A");
        Fragile.IsBroken = false;
        await engine.Resume(id, "A");

        engine.Trace(id).ShouldBe("A? A! A× A! A C");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    private sealed class Fragile : CodeActivity
    {
        public static bool IsBroken { get; set; }

        public Fragile() => Id = "B";

        protected override void Execute(ActivityExecutionContext context)
        {
            if (IsBroken) throw new InvalidOperationException("the printer is out");
        }
    }

    private sealed class FragileAnswer : Activity
    {
        public FragileAnswer() => Id = "A";

        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnAnswer);

        private async ValueTask OnAnswer(ActivityExecutionContext context)
        {
            if (Fragile.IsBroken) throw new InvalidOperationException("the printer is out");
            await context.CompleteActivityAsync();
        }
    }
}
