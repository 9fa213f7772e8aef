using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.ActivationValidators;

namespace Workflows.Engine.Tests.Activities;

public class ChildWorkflowTests
{
    [Fact]
    public async Task A_parent_that_waits_goes_on_with_the_result_of_its_child()
    {
        await using var engine = new TestEngine();
        await PublishChild(engine);
        var result = new Variable<ExecuteWorkflowResult>("Child", null!).WithWorkflowStorage();
        var parent = await engine.Run(new Sequence
        {
            Activities =
            {
                new ExecuteWorkflow
                {
                    Id = "X",
                    WorkflowDefinitionId = new Input<string>("child"),
                    CorrelationId = new Input<string?>("case:1"),
                    Input = new Input<IDictionary<string, object>?>(new Dictionary<string, object> { ["Question"] = "why" }),
                    WaitForCompletion = new Input<bool>(true),
                    Result = new Output<ExecuteWorkflowResult>(result)
                },
                new Wait("After")
            }
        }, x => x.Variables.Add(result));

        engine.Store.Instances.ShouldHaveSingleItem();
        await engine.WorkOff();
        var child = engine.Store.Instances.Single(x => x.DefinitionId == "child");
        child.ParentWorkflowInstanceId.ShouldBe(parent);
        child.CorrelationId.ShouldBe("case:1");
        engine.Waiting(parent).ShouldBe("X");

        await engine.Resume(child.Id, "Ask", "because");
        await engine.WorkOff();

        engine.Waiting(parent).ShouldBe("After");
        var json = EngineJson.Serialize(engine.Variable(parent, "childVariable"));
        json.ShouldContain("\"Answer\":\"because\"");
        json.ShouldContain("\"subStatus\":\"Finished\"");
        json.ShouldContain($"\"workflowInstanceId\":\"{child.Id}\"");
    }

    [Fact]
    public async Task A_dispatched_child_that_is_not_waited_for_runs_on_its_own()
    {
        await using var engine = new TestEngine();
        await PublishChild(engine);
        var parent = await engine.Run(new Sequence { Activities = { new DispatchWorkflow { Id = "X", WorkflowDefinitionId = new Input<string>("child") }, new Step("After") } });
        engine.Trace(parent).ShouldBe("X After");

        await engine.WorkOff();
        var child = engine.Store.Instances.Single(x => x.DefinitionId == "child").Id;
        await engine.Resume(child, "Ask", "because");

        engine.Store.Queue.ShouldBeEmpty();
        engine.Status(child).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_dispatched_child_that_is_waited_for_yields_its_output()
    {
        await using var engine = new TestEngine();
        await PublishChild(engine);
        var result = new Variable<object>("Child", null!).WithWorkflowStorage();
        var parent = await engine.Run(new Sequence
        {
            Activities =
            {
                new DispatchWorkflow { Id = "X", WorkflowDefinitionId = new Input<string>("child"), WaitForCompletion = new Input<bool>(true), Result = new Output<object>(result) },
                new Wait("After")
            }
        }, x => x.Variables.Add(result));
        await engine.WorkOff();
        await engine.Resume(engine.Store.Instances.Single(x => x.DefinitionId == "child").Id, "Ask", "because");
        await engine.WorkOff();

        EngineJson.Serialize(engine.Variable(parent, "childVariable")).ShouldBe("""{"Answer":"because"}""");
    }

    [Fact]
    public async Task A_parent_goes_on_when_its_child_fails()
    {
        await using var engine = new TestEngine();
        await engine.Publish("child", new Fail("F"));
        var parent = await engine.Run(new Sequence { Activities = { Waiting(), new Step("After") } });
        await engine.WorkOff();

        engine.Trace(parent).ShouldBe("X? X! X After");
        ((ExecuteWorkflowResult)EngineJson.Deserialize<ExecuteWorkflowResult>(EngineJson.Serialize(engine.Store.Executions.Values.Single(x => x.ActivityId == "X").Outputs!["Result"]))!)
            .SubStatus.ShouldBe(WorkflowSubStatus.Faulted);
    }

    [Fact]
    public async Task A_parent_goes_on_when_its_child_may_not_start()
    {
        await using var engine = new TestEngine();
        await engine.Publish("child", new Wait("W"), x => x.Options.ActivationStrategyType = typeof(SingletonStrategy));
        await engine.Start("child");
        var parent = await engine.Run(new Sequence { Activities = { Waiting(), new Step("After") } });
        await engine.WorkOff();

        engine.Trace(parent).ShouldBe("X? X! X After");
        engine.Status(parent).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public async Task A_child_without_a_published_version_is_an_incident()
    {
        await using var engine = new TestEngine();
        var parent = await engine.Run(Waiting());

        engine.Status(parent).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(parent).WorkflowState.Incidents.Single().Message.ShouldContain("\"child\" to have a published version");
    }

    private static ExecuteWorkflow Waiting() => new() { Id = "X", WorkflowDefinitionId = new Input<string>("child"), WaitForCompletion = new Input<bool>(true) };

    private static Task PublishChild(TestEngine engine) => engine.Publish(
        "child", new Wait("Ask") { Result = new Output<string>(new MemoryBlockReference("Answer")) }, x => x.Outputs.Add(new OutputDefinition { Name = "Answer", Type = typeof(string) }));
}
