using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine.Tests.Bookmarks;

public class StimulusTests
{
    [Fact]
    public async Task A_stimulus_resumes_every_instance_that_waits_for_it()
    {
        await using var engine = new TestEngine();
        var first = await engine.Run(new Event("Paid") { Id = "A" });
        var second = (await engine.Start("flow")).Instance!.Id;
        var other = await engine.Run(new Event("Shipped") { Id = "B" });

        var runs = await engine.Do(x => x.SendStimulusAsync("Elsa.Event", new EventStimulus("Paid")));

        runs.Select(x => x.Instance!.Id).ShouldBe([first, second], ignoreOrder: true);
        engine.Status(first).ShouldBe(WorkflowSubStatus.Finished);
        engine.Status(other).ShouldBe(WorkflowSubStatus.Suspended);
    }

    [Fact]
    public async Task A_stimulus_can_be_addressed_by_correlation_and_by_instance()
    {
        await using var engine = new TestEngine();
        await engine.Publish("flow", new Event("Paid") { Id = "A" });
        var one = (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:1" })).Instance!.Id;
        var two = (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:2" })).Instance!.Id;
        var three = (await engine.Start("flow", new WorkflowStart { CorrelationId = "case:2" })).Instance!.Id;

        await engine.Do(x => x.SendStimulusAsync("Elsa.Event", new EventStimulus("Paid"), new StimulusMetadata { WorkflowInstanceId = three }));
        engine.Status(three).ShouldBe(WorkflowSubStatus.Finished);
        engine.Status(two).ShouldBe(WorkflowSubStatus.Suspended);

        await engine.Do(x => x.SendStimulusAsync("Elsa.Event", new EventStimulus("Paid"), new StimulusMetadata { CorrelationId = "case:2" }));
        engine.Status(two).ShouldBe(WorkflowSubStatus.Finished);
        engine.Status(one).ShouldBe(WorkflowSubStatus.Suspended);
    }

    [Fact]
    public async Task A_bookmark_that_includes_its_activity_instance_hears_only_what_is_addressed_to_it()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Shy("A"));
        var bookmark = engine.Bookmark(id, "A");

        (await engine.Do(x => x.SendStimulusAsync("Test.Shy", new EventStimulus("Knock")))).ShouldBeEmpty();
        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);

        var runs = await engine.Do(x => x.SendStimulusAsync("Test.Shy", new EventStimulus("Knock"), new StimulusMetadata { ActivityInstanceId = bookmark.ActivityInstanceId }));
        runs.ShouldHaveSingleItem().Ran.ShouldBeTrue();
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Theory]
    [InlineData("callback", false)]
    [InlineData("stimulus and callback", true)]
    [InlineData("stimulus", false)]
    [InlineData("arguments", false)]
    [InlineData("nothing", true)]
    public async Task Whether_the_activity_instance_is_part_of_the_hash_depends_on_how_the_bookmark_is_created(string how, bool included)
    {
        await using var engine = new TestEngine();
        var first = await engine.Run(new Waits { Id = "A", How = how });
        var second = (await engine.Start("flow")).Instance!.Id;

        (engine.Bookmark(first, "A").Hash != engine.Bookmark(second, "A").Hash).ShouldBe(included);
    }

    [Fact]
    public async Task A_trigger_starts_an_instance_that_runs_through_it()
    {
        await using var engine = new TestEngine();
        var received = new Variable<string>("Received", "").WithWorkflowStorage();
        var graph = await engine.Publish("flow", new Sequence
        {
            Activities = { new Event("Applied") { Id = "E", CanStartWorkflow = true, Result = new Output<object?>(received) }, new Wait("W") }
        }, x => x.Variables.Add(received));
        await engine.With<IStimulusHasher, bool>(async hasher =>
        {
            await engine.Store.ReplaceTriggersAsync("flow", [new StoredTrigger
            {
                Id = "t1", WorkflowDefinitionId = "flow", WorkflowDefinitionVersionId = graph.Workflow.Identity.Id, ActivityId = "E", Name = "Elsa.Event", Hash = hasher.Hash("Elsa.Event", new EventStimulus("Applied"))
            }]);
            return true;
        });

        await engine.With<IEventPublisher, bool>(async publisher =>
        {
            await publisher.PublishAsync("Applied", payload: "form 1");
            return true;
        });

        var instance = engine.Store.Instances.ShouldHaveSingleItem();
        engine.Trace(instance.Id).ShouldBe("E W?");
        engine.Variable(instance.Id, "receivedVariable").ShouldBe("form 1");
    }

    [Fact]
    public async Task An_event_that_an_activity_publishes_is_delivered_after_the_commit()
    {
        await using var engine = new TestEngine();
        var waiting = await engine.Run(new Event("Paid") { Id = "A" });
        await engine.Run(new PublishEvent { EventName = new Input<string>("Paid") });

        engine.Status(waiting).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Store.Queue.Values.ShouldHaveSingleItem().Kind.ShouldBe(QueuedWorkKind.SendStimulus);
        await engine.WorkOff();

        engine.Status(waiting).ShouldBe(WorkflowSubStatus.Finished);
        engine.Store.Queue.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_for_many_becomes_one_piece_of_work_for_each()
    {
        await using var engine = new TestEngine();
        await engine.Publish("flow", new Event("Paid") { Id = "A" });
        for (var i = 0; i < 3; i++) await engine.Start("flow");
        await engine.Do(x =>
        {
            x.QueueStimulus("Elsa.Event", new EventStimulus("Paid"));
            return Task.FromResult(true);
        });

        (await engine.Do(x => x.WorkOffAsync(engine.Store.Queue.Values.Single()))).Outcome.ShouldBe(RunOutcome.Queued);
        engine.Store.Queue.Values.Select(x => x.Kind).ShouldBe([QueuedWorkKind.ResumeBookmark, QueuedWorkKind.ResumeBookmark, QueuedWorkKind.ResumeBookmark]);
        await engine.WorkOff();

        engine.Store.Instances.ShouldAllBe(x => x.SubStatus == WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_local_event_reaches_only_its_own_instance()
    {
        await using var engine = new TestEngine();
        var other = await engine.Run(new Event("Go") { Id = "A" });
        await engine.Publish("own", new Both());
        var own = (await engine.Start("own")).Instance!.Id;
        await engine.WorkOff();

        engine.Status(own).ShouldBe(WorkflowSubStatus.Finished);
        engine.Status(other).ShouldBe(WorkflowSubStatus.Suspended);
    }

    [Activity("Test", "Test", "Waits, addressed.")]
    private sealed class Shy : Activity
    {
        public Shy(string id) => Id = id;

        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(new EventStimulus("Knock"), OnKnock);

        private async ValueTask OnKnock(ActivityExecutionContext context) => await context.CompleteActivityAsync();
    }

    private sealed class Waits : Activity
    {
        public string How { get; init; } = "";

        protected override void Execute(ActivityExecutionContext context) => _ = How switch
        {
            "callback" => context.CreateBookmark(OnResume),
            "stimulus and callback" => context.CreateBookmark(new EventStimulus("X"), OnResume),
            "stimulus" => context.CreateBookmark(new EventStimulus("X")),
            "arguments" => context.CreateBookmark(new CreateBookmarkArgs { Stimulus = new EventStimulus("X"), Callback = OnResume }),
            _ => context.CreateBookmark()
        };

        private async ValueTask OnResume(ActivityExecutionContext context) => await context.CompleteActivityAsync();
    }

    /// <summary>Waits for an event and publishes it locally at the same time.</summary>
    private sealed class Both : Container
    {
        public Both()
        {
            Activities.Add(new Event("Go") { Id = "E" });
            Activities.Add(new PublishEvent { Id = "P", EventName = new Input<string>("Go"), IsLocalEvent = new Input<bool>(true) });
        }

        protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => context.ScheduleActivities(Activities, OnChildCompleted);

        private async ValueTask OnChildCompleted(ActivityCompletedContext context)
        {
            if (!context.TargetContext.GetActiveChildren().Any()) await context.CompleteActivityAsync();
        }
    }
}
