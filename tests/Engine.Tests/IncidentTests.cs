using Elsa.Workflows.IncidentStrategies;

namespace Workflows.Engine.Tests;

public class IncidentTests
{
    [Fact]
    public async Task A_failing_activity_faults_its_instance_and_says_why()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Fail("A"), new Step("B") } });

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Trace(id).ShouldBe("A×");
        var incident = engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem();
        incident.ActivityId.ShouldBe("A");
        incident.Message.ShouldBe("A is broken");
        incident.Exception!.Type.ShouldBe(typeof(InvalidOperationException));
        engine.Instance(id).IncidentCount.ShouldBe(1);

        var line = engine.Journal(id).Single(x => x.EventName == "Faulted");
        line.Message.ShouldBe("A is broken");
        ((IDictionary<string, object?>)line.Payload!)["Exception"].ShouldBe("System.InvalidOperationException");

        var record = engine.Store.Executions.Values.Single(x => x.ActivityId == "A");
        record.Status.ShouldBe(ActivityStatus.Faulted);
        record.Exception!.Message.ShouldBe("A is broken");
        record.AggregateFaultCount.ShouldBe(1);
    }

    [Fact]
    public async Task With_the_other_strategy_the_instance_stays_open()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new Fail("A"), new Step("B") } }, x => x.Options.IncidentStrategyType = typeof(ContinueWithIncidentsStrategy));

        engine.Status(id).ShouldBe(WorkflowSubStatus.Suspended);
        engine.Instance(id).IncidentCount.ShouldBe(1);
        engine.Instance(id).WorkflowState.ActivityExecutionContexts.Single(x => x.Status == ActivityStatus.Faulted).ScheduledActivityNodeId.ShouldEndWith(":A");
    }

    [Fact]
    public async Task A_failing_resumption_is_an_incident_too()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new BreaksWhenResumed());

        (await engine.Resume(id, "A")).Outcome.ShouldBe(RunOutcome.Ran);

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Trace(id).ShouldBe("A? A! A×");
        (await engine.Do(x => x.RunAsync(id, new RunWorkflowOptions()))).Outcome.ShouldBe(RunOutcome.InstanceEnded);
    }

    [Fact]
    public async Task An_instance_that_never_waits_or_ends_faults()
    {
        await using var engine = new TestEngine(x => x.Configure<WorkflowEngineOptions>(y => y.MaxActivitiesPerRun = 500));
        var id = await engine.Run(new RunsAway());

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.Single().Message.ShouldContain("within 500 activities");
    }

    [Fact]
    public async Task A_fault_activity_raises_its_code_and_message()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Elsa.Workflows.Activities.Fault.Create("E1", "Forms", DefaultFaultTypes.Business, "the form is empty"));

        var incident = engine.Instance(id).WorkflowState.Incidents.Single();
        incident.Message.ShouldBe("the form is empty");
        incident.Exception!.Type.ShouldBe(typeof(Elsa.Workflows.Exceptions.FaultException));
    }

    [Fact]
    public async Task An_activity_that_is_not_installed_faults_and_names_what_is_missing()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new NotFoundActivity { Id = "A", MissingTypeName = "Acme.Gone", MissingTypeVersion = 2 });

        engine.Instance(id).WorkflowState.Incidents.Single().Message.ShouldContain("Acme.Gone version 2");
    }

    [Fact]
    public async Task A_failing_input_names_the_input()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new WriteLine(_ => throw new InvalidOperationException("no such value")) { Id = "A" });

        var incident = engine.Instance(id).WorkflowState.Incidents.Single();
        incident.Message.ShouldBe("Failed to evaluate activity input 'Text'");
        incident.Exception!.InnerException!.Message.ShouldBe("no such value");
    }

    [Fact]
    public async Task A_lambda_as_a_callback_is_refused_at_once()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new WaitsWithLambda());

        engine.Instance(id).WorkflowState.Incidents.Single().Message.ShouldContain("found a lambda");
    }

    private sealed class BreaksWhenResumed : Activity
    {
        public BreaksWhenResumed() => Id = "A";

        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnResume);

        private static ValueTask OnResume(ActivityExecutionContext context) => throw new InvalidOperationException("too late");
    }

    private sealed class WaitsWithLambda : Activity
    {
        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(x => x.CompleteActivityAsync());
    }

    private sealed class RunsAway : Activity
    {
        public IActivity Body { get; } = new Step("Body");

        protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Body, OnBodyCompleted);

        private ValueTask OnBodyCompleted(ActivityCompletedContext context) => context.TargetContext.ScheduleActivityAsync(Body, OnBodyCompleted);
    }
}
