using Elsa.Workflows.Behaviors;

namespace Workflows.Engine.Tests;

/// <summary>What authors of activities, workflows and host code call on a run, beside what the activities themselves need.</summary>
public class ExtensionTests
{
    [Fact]
    public async Task An_activity_tells_its_inputs_outputs_and_what_it_yielded()
    {
        await using var engine = new TestEngine();
        var asked = new Wait("ask");
        var line = new WriteLine("text");
        var seen = new List<object?>();
        var flow = new Sequence
        {
            Activities =
            {
                asked, line,
                Inline.From(context =>
                {
                    seen.AddRange([asked.GetOutput(context), asked.GetOutput<string>(context, "Result"), asked.GetOutput<Wait, string>(context, x => x.Result), asked.GetResult(context), context.GetResult(asked)]);
                    seen.AddRange([context.GetLastResult(), context.WorkflowExecutionContext.GetLastResult(), context.ExpressionExecutionContext.GetLastResult<string>(), context.WorkflowExecutionContext.GetOutputByActivityId("ask")]);
                    seen.Add(asked.GetOutput(context.ExpressionExecutionContext));
                })
            }
        };
        var id = await engine.Run(flow);
        await engine.Resume(id, "ask", "yes");

        seen.ShouldAllBe(x => (string?)x == "yes");
        seen.Count.ShouldBe(10);
        line.GetNamedInputs().Keys.ShouldBe(["Text"]);
        (line.GetInput("Text"), line.GetInput("Nothing"), line.GetInputs().Count()).ShouldBe((line.Text, null, 1));
        new Wait("w") { Result = new Output<string>(new Variable<string>("V", "")) }.GetOutputs().Select(x => x.Name).ShouldBe(["Result"]);
        asked.GetResumeActivityDelegate("OnResumeAsync").Method.Name.ShouldBe("OnResumeAsync");
        Should.Throw<MissingMethodException>(() => asked.GetResumeActivityDelegate("Gone"));
    }

    [Fact]
    public async Task A_run_goes_on_to_its_end_but_for_what_is_to_be_left_alone()
    {
        await using var engine = new TestEngine();
        var asked = new List<string>();

        var ended = await engine.With<IWorkflowRunner, Elsa.Workflows.State.WorkflowState>(x => x.RunUntilEndAsync(new Sequence { Activities = { new Wait("A"), new Wait("B") } }, (_, bookmark, options) =>
        {
            asked.Add(bookmark.ActivityId);
            options.Input = new Dictionary<string, object> { ["Outcome"] = "on" };
            return true;
        }));
        var left = await engine.With<IWorkflowRunner, Elsa.Workflows.State.WorkflowState>(x => x.RunUntilEndAsync(new Sequence { Activities = { new Wait("A"), new Wait("B") } }, (_, bookmark, _) => bookmark.ActivityId == "A"));

        asked.ShouldBe(["A", "B"]);
        ended.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        left.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("B");
    }

    [Fact]
    public async Task Work_is_scheduled_from_outside_the_activities()
    {
        await using var engine = new TestEngine();
        var wait = new Wait("A");
        var run = await engine.With<IWorkflowRunner, RunWorkflowResult>(async runner =>
        {
            var first = await runner.RunAsync(new Sequence { Activities = { wait, new Step("B") } });
            var context = first.WorkflowExecutionContext;
            context.FindActivityExecutionContexts(ActivityHandle.FromActivityId("A")).ShouldHaveSingleItem().GetExecutionChain().Select(x => x.Activity.Id).ShouldBe(["Workflow1", "Sequence1", "A"]);
            context.ScheduleBookmark(new Bookmark { ActivityInstanceId = "gone" }).ShouldBeNull();
            context.ScheduleBookmark(context.Bookmarks.Single()).ShouldNotBeNull();
            context.AllActivitiesCompleted().ShouldBeFalse();
            return await runner.RunAsync(context);
        });

        run.WorkflowState.SubStatus.ShouldBe(WorkflowSubStatus.Finished);
        run.Journal.WorkflowExecutionLogEntries.Where(x => x.EventName == "Completed").Select(x => x.ActivityId).ShouldBe(["A", "B", "Sequence1", "Workflow1"]);
        run.WorkflowExecutionContext.AllActivitiesCompleted().ShouldBeTrue();
    }

    [Fact]
    public async Task Memory_is_read_across_scopes()
    {
        await using var engine = new TestEngine();
        var outer = new Variable<int>("Outer", 1);
        IDictionary<string, object> read = new Dictionary<string, object>();
        var outputs = new List<string>();
        bool? isInside = null;
        await engine.Run(new Sequence
        {
            Variables = { new Variable<int>("Inner", 2) },
            Activities =
            {
                new Inline<string>(() => "x") { Id = "yields" },
                Inline.From(async context =>
                {
                    read = context.ExpressionExecutionContext.ReadAndFlattenMemoryBlocks();
                    isInside = context.ExpressionExecutionContext.IsContainedWithinCompositeActivity();
                    await foreach (var each in context.ExpressionExecutionContext.GetActivityOutputs()) outputs.Add($"{each.ActivityId}.{string.Join(',', each.OutputNames)}");
                    context.Get("outerVariable").ShouldBe(1);
                    context.Get("nothing").ShouldBeNull();
                    outer.GetBlock(context.ExpressionExecutionContext).Value.ShouldBe(1);
                })
            }
        }, x => x.Variables.Add(outer));

        (read["outerVariable"], read["innerVariable"], isInside).ShouldBe((1, 2, false));
        outputs.ShouldBe(["Workflow1.Result", "yields.Result"]);
    }

    [Fact]
    public async Task Graphs_behaviors_variables_and_ids_have_their_small_tools()
    {
        await using var engine = new TestEngine();
        var graph = await engine.Publish("flow", new Sequence { Activities = { new Step("A"), new Sequence { Activities = { new Step("B") } } } });
        graph.Root.Flatten().Select(x => x.Activity.Id).ShouldBe(["Workflow1", "Sequence1", "A", "Sequence2", "B"]);

        var loop = new Step("A");
        loop.Behaviors.Add<BreakBehavior>(loop);
        loop.Behaviors.ShouldHaveSingleItem();
        loop.Behaviors.Remove<BreakBehavior>();
        loop.Behaviors.ShouldBeEmpty();

        var variables = new List<Variable> { new("A", 1) };
        variables.Declare(new Variable("A", 2));
        variables.Declare(new Variable("B", 3));
        variables.Select(x => x.Value).ShouldBe([1, 3]);

        new GuidIdentityGenerator().GenerateId().Length.ShouldBe(32);
        new ShortGuidIdentityGenerator().GenerateId().Length.ShouldBe(22);
        new Output<int>().ParseValue("7").ShouldBe(7);
    }

    [Fact]
    public async Task An_activity_may_be_given_its_code_and_an_input_evaluated_by_itself()
    {
        await using var engine = new TestEngine();
        object? value = null;
        var id = await engine.Run(new DynamicActivity
        {
            ExecuteHandler = async context => value = await context.GetRequiredService<Elsa.Expressions.Contracts.IExpressionEvaluator>().EvaluateAsync(new Input<int>(() => 6 * 7), context.ExpressionExecutionContext)
        });

        value.ShouldBe(42);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }
}
