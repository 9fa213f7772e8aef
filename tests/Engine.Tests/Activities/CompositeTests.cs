using Workflows.Engine.Descriptors;

namespace Workflows.Engine.Tests.Activities;

public class CompositeTests
{
    [Fact]
    public async Task A_composite_runs_its_content_waits_inside_and_yields_its_result()
    {
        await using var engine = new TestEngine();
        var total = new Variable<int>("Total", 0).WithWorkflowStorage();
        var id = await engine.Run(new Sequence { Activities = { new Adding { Id = "add", First = new Input<int>(40), Result = new Output<int>(total) }, new Step("After") } }, x => x.Variables.Add(total));
        engine.Instance(id).WorkflowState.Bookmarks.Single().ActivityNodeId.ShouldBe("Workflow1:Sequence1:add:Sequence2:ask");

        await engine.Resume(id, "ask", input: new Dictionary<string, object> { ["Second"] = 2 });

        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        engine.Variable(id, "totalVariable").ShouldBe(42);
        engine.Store.Executions.Values.Single(x => x.ActivityId == "add").Outputs!["Result"].ShouldBe(42);
    }

    [Theory]
    [InlineData("good", "Good")]
    [InlineData("bad", "Bad")]
    [InlineData("other", "Other")]
    public async Task Its_outcome_is_the_one_given_inside_by_code_by_Complete_or_at_the_end(string word, string outcome)
    {
        await using var engine = new TestEngine();
        var judge = new Judge(word) { Id = "judge" };
        var flow = new Flowchart { Activities = { judge }, Start = judge };
        foreach (var name in (string[])["Good", "Bad", "Other"])
        {
            var next = new Step($"On{name}");
            flow.Activities.Add(next);
            flow.Connections.Add(new Connection(new Endpoint(judge, name), new Endpoint(next)));
        }

        var id = await engine.Run(flow);

        engine.Completed(id).ShouldEndWith($"judge On{outcome}");
        engine.Completed(id).ShouldNotContain("never");
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
        judge.Ended.ShouldBe(1);
    }

    [Fact]
    public async Task Two_runs_of_one_composite_keep_their_variables_apart()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new ForEach<int>(new[] { 1, 2, 3 }) { Body = new Noting() });

        engine.Console.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ShouldBe(["1", "1", "1"]);
        engine.Status(id).ShouldBe(WorkflowSubStatus.Finished);
    }

    [Fact]
    public void An_editor_is_told_of_the_inputs_and_outcomes_but_not_shown_the_inside()
    {
        var descriptor = ActivityDescriber.Describe(typeof(Judge));

        descriptor.Ports.Select(x => (x.Name, x.Type, x.IsBrowsable)).ShouldBe([("Root", PortType.Embedded, false), ("Good", PortType.Flow, true), ("Bad", PortType.Flow, true), ("Other", PortType.Flow, true)]);
        ActivityDescriber.Describe(typeof(Adding)).Inputs.Select(x => x.Name).ShouldBe(["First"]);
        ActivityDescriber.Describe(typeof(Adding)).Outputs.Select(x => x.Name).ShouldBe(["Result"]);
    }

    [Fact]
    public async Task Inline_code_runs_and_yields()
    {
        await using var engine = new TestEngine();
        var answer = new Variable<string>("Answer", "").WithWorkflowStorage();
        var ran = 0;
        var id = await engine.Run(new Sequence
        {
            Activities =
            {
                Inline.From(() => { ran++; }), Inline.From(() => { ran++; return ValueTask.CompletedTask; }), Inline.From(_ => { ran++; }), Inline.From(_ => { ran++; return ValueTask.CompletedTask; }),
                new Inline<string>(() => "forty", answer), new Inline<string>(context => answer.Get(context) + "-", answer), new Inline<string>(context => ValueTask.FromResult(answer.Get(context) + "two"), answer)
            }
        }, x => x.Variables.Add(answer));

        (ran, engine.Variable(id, "answerVariable")).ShouldBe((4, "forty-two"));
    }

    /// <summary>Adds a number it is given to one it is resumed with.</summary>
    private sealed class Adding : Composite<int>
    {
        public Adding()
        {
            var sum = new Variable<int>("Sum", 0).WithWorkflowStorage();
            Variables = [sum];
            ResultVariable = sum;
            Root = new Sequence
            {
                Activities =
                {
                    SetVariable(sum, context => context.FindParent(x => x.TryGetActivityExecutionContext(out var activity) && activity.Activity is Adding)!.Get(First)),
                    new Wait("ask"),
                    Inline(context => sum.Set(context, sum.Get(context) + context.GetWorkflowInput<int>("Second")))
                }
            };
        }

        public Input<int> First { get; set; } = null!;
    }

    [FlowNode("Good", "Bad", "Other")]
    private sealed class Judge : Composite
    {
        public Judge(string word) => Root = new Sequence
        {
            Activities =
            {
                Inline(async context => { if (word == "good") await CompleteAsync(context, "Good"); }),
                new If(() => word == "bad") { Then = new Complete(["Bad"]) },
                new If(() => word != "other") { Then = new Step("never") }
            }
        };

        public int Ended { get; private set; }

        protected override async ValueTask OnCompletedAsync(ActivityCompletedContext context)
        {
            Ended++;
            if (context.Result is not Outcomes) await CompleteAsync(context.TargetContext, "Other");
        }
    }

    private sealed class Noting : Composite
    {
        public Noting()
        {
            var count = new Variable<int>("Count", 0);
            Variables = [count];
            Root = new Sequence { Activities = { SetVariable(count, context => count.Get(context) + 1), new WriteLine(context => $"{count.Get(context)}") } };
        }
    }
}
