namespace Workflows.Engine.Tests.Activities;

public class PrimitiveTests
{
    [Fact]
    public async Task A_name_and_a_correlation_are_kept_with_the_instance()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new SetName(new Input<string>("Order 7")), new Correlate { CorrelationId = new Input<string>("case:7") }, new Wait("A") } });

        engine.Instance(id).Name.ShouldBe("Order 7");
        engine.Instance(id).CorrelationId.ShouldBe("case:7");
        engine.Store.Bookmarks.Values.Single().CorrelationId.ShouldBe("case:7");
    }

    [Fact]
    public async Task A_line_is_written()
    {
        await using var engine = new TestEngine();
        await engine.Run(new WriteLine("你好"));

        engine.Console.ToString().ShouldBe("你好" + Environment.NewLine);
    }

    [Fact]
    public async Task Finish_ends_the_whole_instance_whatever_waits()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new AllAtOnce(new Wait("A"), new Sequence { Id = "S", Activities = { new Step("B"), new Finish { Id = "F" }, new Step("C") } }));

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Trace(id).ShouldBe("A? B A~ F Test");
        engine.Store.Bookmarks.ShouldBeEmpty();
        engine.Store.Executions.Values.ShouldAllBe(x => x.CompletedAt != null);
    }

    [Fact]
    public async Task Complete_ends_the_workflow_with_its_outcomes()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new AllAtOnce(new Wait("A"), new Complete(["Approved", "Late"]) { Id = "C" }));

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        var root = engine.Store.Executions.Values.Single(x => x.ActivityId == "Workflow1");
        EngineJson.Serialize(root.Payload).ShouldBe("""{"Outcomes":["Approved","Late"]}""");
        engine.Store.Executions.Values.Single(x => x.ActivityId == "A").Status.ShouldBe(ActivityStatus.Canceled);
        engine.Store.Executions.Values.Single(x => x.ActivityId == "C").Status.ShouldBe(ActivityStatus.Completed);
    }

    [Fact]
    public async Task A_precondition_that_fails_leaves_the_activity_pending()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Never { Id = "A" });

        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Journal(id).Last().EventName.ShouldBe("Precondition Failed");
        engine.Store.Executions.Values.Single(x => x.ActivityId == "A").Status.ShouldBe(ActivityStatus.Pending);
    }

    private sealed class Never : CodeActivity
    {
        protected override bool CanExecute(ActivityExecutionContext context) => false;
    }

    /// <summary>Schedules all its activities at once; completes when none runs.</summary>
    private sealed class AllAtOnce : Container
    {
        public AllAtOnce(params IActivity[] activities)
        {
            Id = "Test";
            foreach (var activity in activities) Activities.Add(activity);
        }

        protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) => context.ScheduleActivities(Activities, OnChildCompleted);

        private async ValueTask OnChildCompleted(ActivityCompletedContext context)
        {
            if (!context.TargetContext.GetActiveChildren().Any()) await context.CompleteActivityAsync();
        }
    }
}
