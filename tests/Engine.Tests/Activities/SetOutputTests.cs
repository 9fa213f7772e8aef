using Elsa.Workflows.Management.Activities.SetOutput;

namespace Workflows.Engine.Tests.Activities;

public class SetOutputTests
{
    [Fact]
    public async Task It_gives_an_output_of_the_workflow_its_value_in_the_declared_type()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(
            new Sequence { Activities = { new SetOutput { OutputName = new Input<string>("Total"), OutputValue = new Input<object?>("12") } } },
            x => x.Outputs.Add(new OutputDefinition { Name = "Total", Type = typeof(int) }));

        engine.Instance(id).WorkflowState.Output["Total"].ShouldBe(12);
    }

    [Fact]
    public async Task An_output_that_is_not_declared_is_given_out_too()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new For(1, 3, 1) { Body = new SetOutput { OutputName = new Input<string>("Last"), OutputValue = new Input<object?>(x => x.GetVariable<int>("CurrentValue")) } });

        engine.Instance(id).WorkflowState.Output["Last"].ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_name_it_is_an_incident()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new SetOutput());

        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldBe("Expected the name of an output to set, found none. Choose one in the activity's settings.");
    }
}
