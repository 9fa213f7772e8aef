using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine.Tests;

public class SignalTests
{
    [Fact]
    public async Task A_signal_bubbles_outwards_until_somebody_stops_it()
    {
        Listener.Heard.Clear();
        await using var engine = new TestEngine();
        await engine.Run(new Listener("outer", false, new Listener("middle", true, new Listener("inner", false, new Calls()))));

        Listener.Heard.ShouldBe(["inner", "middle"]);
    }

    [Fact]
    public async Task A_stimulus_sent_while_an_instance_runs_waits_for_the_commit()
    {
        await using var engine = new TestEngine();
        var waiting = await engine.Run(new Elsa.Workflows.Runtime.Activities.Event("Paid") { Id = "E" });
        await engine.Publish("sender", new Sends());
        await engine.Start("sender");

        engine.Status(waiting).ShouldBe(WorkflowSubStatus.Suspended);
        (await engine.WorkOff()).ShouldHaveSingleItem().Ran.ShouldBeTrue();
        engine.Status(waiting).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_stimulus_for_nobody_is_worked_off_and_gone()
    {
        await using var engine = new TestEngine();
        await engine.Run(new Sends());

        (await engine.WorkOff()).ShouldHaveSingleItem().Outcome.ShouldBe(RunOutcome.NothingMatched);
        engine.Store.Queue.ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_of_an_unknown_kind_is_left_to_whoever_queued_it()
    {
        await using var engine = new TestEngine();
        engine.Store.AddQueuedWork(new QueuedWork { Id = "q1", Kind = "SendMail", Payload = "{}" });

        await Should.ThrowAsync<InvalidOperationException>(() => engine.Do(x => x.WorkOffAsync(engine.Store.Queue["q1"])));
        engine.Store.Queue.ShouldHaveSingleItem();
    }

    private sealed record Call;

    private sealed class Calls : CodeActivity
    {
        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => await context.SendSignalAsync(new Call());
    }

    private sealed class Sends : CodeActivity
    {
        protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => await context.GetRequiredService<IStimulusSender>().SendAsync("Elsa.Event", new EventStimulus("Paid"));
    }

    private sealed class Listener : Composite
    {
        public static readonly List<string> Heard = [];

        public Listener(string name, bool stops, IActivity root)
        {
            Id = name;
            Root = root;
            OnSignalReceived<Call>((_, context) =>
            {
                Heard.Add(name);
                if (stops) context.StopPropagation();
            });
        }
    }
}
