namespace Workflows.Engine.Tests;

public class ValueTests
{
    [Fact]
    public async Task A_variable_with_a_driver_outlives_a_suspension_and_one_in_memory_does_not()
    {
        await using var engine = new TestEngine();
        var kept = new Variable<decimal>("Kept", 1.5m).WithWorkflowStorage();
        var lost = new Variable<string>("Lost", "start").WithMemoryStorage();
        var id = await engine.Run(new Sequence
        {
            Activities =
            {
                new SetVariable<decimal>(kept, 2.25m), new SetVariable<string>(lost, "set"), new WriteLine(x => $"{x.Get(kept)} {x.Get(lost)}"),
                new Wait("A"), new WriteLine(x => $"{x.Get(kept)} {x.Get(lost)}")
            }
        }, x =>
        {
            x.Variables.Add(kept);
            x.Variables.Add(lost);
        });
        await engine.Resume(id, "A");

        engine.Console.ToString().Split(Environment.NewLine)[..2].ShouldBe(["2.25 set", "2.25 "]);
    }

    [Fact]
    public async Task A_containers_variable_hides_the_workflows_of_the_same_name()
    {
        await using var engine = new TestEngine();
        var outer = new Variable<string>("X", "outer", "outer").WithWorkflowStorage();
        var inner = new Variable<string>("X", "inner", "inner").WithWorkflowStorage();
        await engine.Run(new Sequence
        {
            Activities =
            {
                new Sequence { Variables = { inner }, Activities = { new WriteLine(x => x.GetVariable<string>("X")), new SetVariable { Variable = new Variable("X", null, "none"), Value = new Input<object?>((object)"changed") }, new WriteLine(x => x.GetVariable<string>("X")) } },
                new WriteLine(x => x.GetVariable<string>("X"))
            }
        }, x => x.Variables.Add(outer));

        engine.Console.ToString().ShouldBe(string.Join(Environment.NewLine, "inner", "changed", "outer", ""));
    }

    [Fact]
    public async Task A_value_is_converted_to_the_type_of_its_variable()
    {
        await using var engine = new TestEngine();
        var count = new Variable<int>("Count", 0).WithWorkflowStorage();
        var id = await engine.Run(new Sequence { Activities = { new SetVariable { Variable = count, Value = new Input<object?>((object)"42") }, new Wait("A") } }, x => x.Variables.Add(count));

        engine.Variable(id, "countVariable").ShouldBe(42);
    }

    [Fact]
    public async Task Only_inputs_with_a_workflow_driver_outlive_a_suspension()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(
            new Sequence { Activities = { new Wait("A"), new WriteLine(x => $"[{x.GetInput<string>("CaseId")}] [{x.GetInput<string>("Passing")}] [{x.GetInput<string>("Outcome")}]") } },
            x =>
            {
                x.Inputs.Add(new InputDefinition { Name = "CaseId", Type = typeof(string), StorageDriverType = typeof(WorkflowInstanceStorageDriver) });
                x.Inputs.Add(new InputDefinition { Name = "Passing", Type = typeof(string) });
            },
            new WorkflowStart { Input = new Dictionary<string, object> { ["CaseId"] = "17", ["Passing"] = "x" } });
        engine.Instance(id).WorkflowState.Input.Keys.ShouldBe(["CaseId"]);
        await engine.Resume(id, "A", "Approve");

        engine.Console.ToString().Trim().ShouldBe("[17] [] [Approve]");
    }

    [Fact]
    public async Task What_an_activity_yields_goes_to_its_variable_and_to_the_workflows_output_of_that_name()
    {
        await using var engine = new TestEngine();
        var said = new Variable<string>("Said", "").WithWorkflowStorage();
        var id = await engine.Run(new Sequence
        {
            Activities =
            {
                new Wait("A") { Result = new Output<string>(said) }, new Wait("B") { Result = new Output<string>(new MemoryBlockReference("Decision")) },
                new WriteLine(x => $"{x.Get(said)} {x.GetOutput("B", null)} {x.GetLastResult()}"), new Wait("C")
            }
        }, x =>
        {
            x.Variables.Add(said);
            x.Outputs.Add(new OutputDefinition { Name = "Decision", Type = typeof(string) });
        });
        await engine.Resume(id, "A", "yes");
        await engine.Resume(id, "B", "no");

        engine.Variable(id, "saidVariable").ShouldBe("yes");
        engine.Instance(id).WorkflowState.Output["Decision"].ShouldBe("no");
        engine.Console.ToString().Trim().ShouldBe("yes no no");
    }

    [Fact]
    public async Task Properties_of_an_activity_last_as_long_as_it_waits()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Counts { Id = "A" });
        await engine.Resume(id, "A");
        await engine.Resume(id, "A");
        await engine.Resume(id, "A");

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Store.Executions.Values.Single(x => x.ActivityId == "A").Outputs!["Result"].ShouldBe(3);
    }

    [Fact]
    public async Task A_variable_set_without_a_declaration_belongs_to_the_nearest_container_and_is_kept()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { new SetsAny(), new Wait("A"), new WriteLine(x => x.GetVariable<string>("Free")) } });
        await engine.Resume(id, "A");

        engine.Console.ToString().Trim().ShouldBe("value");
    }

    private sealed class SetsAny : CodeActivity
    {
        protected override void Execute(ActivityExecutionContext context) => context.SetVariable("Free", "value");
    }

    /// <summary>Completes at the third resumption.</summary>
    private sealed class Counts : Activity<int>
    {
        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(new CreateBookmarkArgs { Callback = OnResume, AutoBurn = false });

        private async ValueTask OnResume(ActivityExecutionContext context)
        {
            var count = context.UpdateProperty<int>("Count", x => x + 1);
            if (count < 3) return;
            Result.Set(context, count);
            await context.CompleteActivityAsync();
        }
    }
}
