namespace Workflows.Engine.Tests;

public class WorkflowGraphBuilderTests
{
    [Fact]
    public async Task Activities_get_ids_node_ids_and_their_inputs_memory()
    {
        await using var engine = new TestEngine();
        var line = new WriteLine("a");
        var graph = await engine.Publish("flow", new Sequence { Activities = { line, new WriteLine("b") { Id = "WriteLine1" }, new Sequence { Activities = { new Wait("W") } } } });

        graph.Nodes.Select(x => x.NodeId).ShouldBe(["Workflow1", "Workflow1:Sequence1", "Workflow1:Sequence1:WriteLine2", "Workflow1:Sequence1:WriteLine1", "Workflow1:Sequence1:Sequence2", "Workflow1:Sequence1:Sequence2:W"]);
        line.Text.MemoryBlockReference().Id.ShouldBe("WriteLine2:input-text");
        graph.FindNodeByActivityId("W")!.Ancestors().Select(x => x.Activity.Id).ShouldBe(["Sequence2", "Sequence1", "Workflow1"]);
    }

    [Fact]
    public async Task Two_activities_of_one_container_may_not_share_an_id()
    {
        await using var engine = new TestEngine();

        var error = await Should.ThrowAsync<InvalidOperationException>(() => engine.Publish("flow", new Sequence { Activities = { new Step("A"), new Step("A") } }));

        error.Message.ShouldContain("Workflow1:Sequence1:A");
    }

    [Fact]
    public void A_type_is_named_by_its_attribute_or_by_its_class()
    {
        ActivityShape.TypeNameOf(typeof(WriteLine)).ShouldBe("Elsa.WriteLine");
        ActivityShape.TypeNameOf(typeof(Wait)).ShouldBe("Workflows.Engine.Tests.Wait");
        ActivityShape.TypeNameOf(typeof(SetVariable<int>)).ShouldBe("Elsa.SetVariable<Int32>");
        ActivityShape.Of(typeof(WriteLine)).EvaluatedInputs.Select(x => x.Name).ShouldBe(["Text"]);
        ActivityShape.Of(typeof(Wait)).Outputs.Select(x => x.Name).ShouldBe(["Result"]);
    }
}
