using Elsa.Workflows.Runtime.Activities;

namespace Workflows.Engine.Tests.Activities;

public class BulkDispatchWorkflowsTests
{
    [Fact]
    public async Task It_starts_a_child_for_each_item_and_goes_on_when_all_have_ended()
    {
        await using var engine = new TestEngine();
        await engine.Publish("child", new Sequence { Activities = { new Wait("Ask") } });
        var parent = await engine.Run(Chart(new BulkDispatchWorkflows
        {
            Id = "B",
            WorkflowDefinitionId = new Input<string>("child"),
            Items = new Input<object>(new[] { "a", "b", "c" }),
            CorrelationIdFunction = new Input<string?>(new Expression("JavaScript", "'item:' + Item + args.item + getItem()"))
        }));

        await engine.WorkOff();
        var children = Children(engine, parent);
        children.Select(x => x.CorrelationId).ShouldBe(["item:aaa", "item:bbb", "item:ccc"], ignoreOrder: true);
        engine.Waiting(parent).ShouldBe("B");

        foreach (var child in children)
        {
            engine.Completed(parent).ShouldBe("");
            await engine.Resume(child.Id, "Ask");
            await engine.WorkOff();
        }

        engine.Completed(parent).ShouldBe("B Completed Done");
        engine.Status(parent).ShouldBe(WorkflowSubStatus.Finished);
        engine.Store.Bookmarks.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_child_that_ends_runs_what_belongs_to_its_end_and_all_of_it_is_waited_for()
    {
        await using var engine = new TestEngine();
        await engine.Publish("child", new If(x => x.GetInput<int>("Item") == 2) { Then = new Fail("F"), Else = new Step("S") });
        var parent = await engine.Run(new Sequence
        {
            Activities =
            {
                new BulkDispatchWorkflows
                {
                    WorkflowDefinitionId = new Input<string>("child"),
                    Items = new Input<object>(new[] { 1, 2, 3 }),
                    ChildCompleted = new Sequence { Activities = { new Wait("W"), new WriteLine(x => $"ended {x.GetVariable<string>("ChildInstanceId")}") } },
                    ChildFaulted = new WriteLine(x => $"failed {x.GetVariable<string>("ChildInstanceId")}")
                },
                new Step("after")
            }
        });

        await engine.WorkOff();
        engine.Waiting(parent).Split(' ').Count(x => x == "W").ShouldBe(2);
        engine.Console.ToString().ShouldStartWith("failed ");
        foreach (var bookmark in engine.Instance(parent).WorkflowState.Bookmarks.Where(x => x.ActivityId == "W").ToList()) await engine.Do(x => x.ResumeAsync(bookmark.Id));

        engine.Completed(parent).ShouldEndWith("after");
        var failed = Children(engine, parent).Single(x => x.SubStatus == WorkflowSubStatus.Faulted).Id;
        engine.Console.ToString().ShouldContain($"failed {failed}");
        foreach (var child in Children(engine, parent).Where(x => x.SubStatus == WorkflowSubStatus.Finished)) engine.Console.ToString().ShouldContain($"ended {child.Id}");
    }

    [Fact]
    public async Task Items_that_are_objects_are_the_input_and_others_stand_under_a_name()
    {
        await using var engine = new TestEngine();
        await engine.Publish("child", new WriteLine(x => $"{x.GetInput<string>("Unit")} {x.GetInput<string>("Year")}"));
        await engine.Run(new BulkDispatchWorkflows
        {
            WorkflowDefinitionId = new Input<string>("child"),
            Items = new Input<object>("""[{"Unit": "Liaoyang"}, {"Unit": "Dalian", "Year": "2024"}]"""),
            Input = new Input<IDictionary<string, object>?>(new Dictionary<string, object> { ["Year"] = "2023" }),
            WaitForCompletion = new Input<bool>(false)
        });

        await engine.WorkOff();

        engine.Console.ToString().ReplaceLineEndings(" ").ShouldBe("Liaoyang 2023 Dalian 2024 ");
    }

    [Fact]
    public async Task Without_items_and_without_waiting_it_is_done_at_once()
    {
        await using var engine = new TestEngine();
        await engine.Publish("child", new Step("S"));
        engine.Completed(await engine.Run(Chart(new BulkDispatchWorkflows { Id = "B", WorkflowDefinitionId = new Input<string>("child"), Items = new Input<object>(Array.Empty<object>()) }))).ShouldBe("B Done");
    }

    [Fact]
    public async Task A_definition_that_is_not_there_is_an_incident()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new BulkDispatchWorkflows { WorkflowDefinitionId = new Input<string>("nobody"), Items = new Input<object>(new[] { 1 }) });

        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("nobody");
        engine.Store.Queue.ShouldBeEmpty();
    }

    private static Flowchart Chart(BulkDispatchWorkflows bulk) => Flow.Chart.Draw("B:Completed>Completed B:Done>Done", bulk, new Step("Completed"), new Step("Done"));

    private static List<WorkflowInstance> Children(TestEngine engine, string parent) => engine.Store.Instances.Where(x => x.ParentWorkflowInstanceId == parent).ToList();
}
