using Elsa.Workflows.IncidentStrategies;
using Elsa.Workflows.Runtime.ActivationValidators;
using Elsa.Workflows.Runtime.Activities;

namespace Workflows.Engine.Tests.Serialization;

/// <summary>Every shape in which a value may stand in a definition.</summary>
public class ActivityReaderTests
{
    private readonly Workflow _workflow = Sample.Read(Sample.OrderApproval());

    private Flowchart Chart => (Flowchart)_workflow.Root;

    [Fact]
    public void Variables_have_their_type_value_and_storage()
    {
        var amount = _workflow.Variables.ElementAt(0).ShouldBeOfType<Variable<int>>();
        (amount.Id, amount.Name, amount.Value, amount.StorageDriverType).ShouldBe(("v1", "Amount", 0, typeof(WorkflowInstanceStorageDriver)));
        _workflow.Variables.ElementAt(1).ShouldBeOfType<Variable<string[]>>().StorageDriverType.ShouldBe(typeof(MemoryStorageDriver));
        _workflow.Variables.ElementAt(2).GetType().ShouldBe(typeof(Variable));
        Chart.Variables.Single().ShouldBeOfType<Variable<List<string>>>().Value.ShouldBe(new List<string> { "a" });
    }

    [Fact]
    public void Inputs_outputs_outcomes_and_options_are_read()
    {
        var input = _workflow.Inputs.Single();
        (input.Name, input.Type, input.StorageDriverType).ShouldBe(("Order total", typeof(decimal), typeof(WorkflowInstanceStorageDriver)));
        _workflow.Outputs.Single().Type.ShouldBe(typeof(string));
        _workflow.Outcomes.ShouldBe(["Approved", "Rejected"]);
        _workflow.Options.ActivationStrategyType.ShouldBe(typeof(SingletonStrategy));
        _workflow.Options.IncidentStrategyType.ShouldBe(typeof(ContinueWithIncidentsStrategy));
    }

    [Fact]
    public void A_bare_value_is_a_literal_and_settings_are_kept()
    {
        var start = Find<WriteLine>("start");
        (start.Text.Expression!.Type, start.Text.Expression.Value).ShouldBe(("Literal", "bare words"));
        start.CanStartWorkflow.ShouldBeTrue();
        start.RunAsynchronously.ShouldBe(true);
        start.CommitStrategy.ShouldBe("Executed");
        start.CustomProperties["mergeMode"].ShouldBe("Race");
        start.GetDisplayText().ShouldBe("Begin");
    }

    [Fact]
    public void An_input_expression_may_be_text_and_a_variable_expression_an_object()
    {
        var set = Find<SetVariable>("set");
        set.Value.Expression!.Value.ShouldBeOfType<InputDefinition>().Name.ShouldBe("Order total");
        set.Variable.ShouldBeOfType<Variable<int>>().Id.ShouldBe("v1");
        var each = Find<ForEach>("each");
        each.Body.ShouldBeOfType<WriteLine>().Text.Expression!.Value.ShouldBeOfType<Variable>().Id.ShouldBe("v3");
        each.Items.Expression!.Value.ShouldBe("[\"x\",\"y\"]");
    }

    [Fact]
    public void Switch_cases_and_captured_outputs_are_read()
    {
        var which = Find<FlowSwitch>("which");
        which.Cases.Select(x => (x.Label, x.Condition.Type, x.Condition.Value)).ShouldBe([("Large", "JavaScript", (object)"variables.Amount > 1000"), ("Small", "Literal", "True")]);
        which.Mode.Expression!.Value.ShouldBe("MatchAny");
        Find<Event>("wait").Result!.MemoryBlockReference().Id.ShouldBe("v3");
    }

    [Fact]
    public void Connections_are_read_in_both_forms()
    {
        Chart.Connections.Select(x => x.ToString()).ShouldBe(["start:Done->set:In", "set:Done->which:In", "which:Large->gone:In"]);
        Chart.Connections.First().Vertices.Single().X.ShouldBe(1.5);
    }

    [Fact]
    public void An_unknown_type_becomes_a_placeholder_with_the_original()
    {
        var gone = Find<NotFoundActivity>("gone");
        (gone.MissingTypeName, gone.MissingTypeVersion, gone.Name).ShouldBe(("Acme.Gone", 2, "Gone1"));
        gone.OriginalActivityJson.ShouldContain("secret");
    }

    private T Find<T>(string id) where T : IActivity => (T)Chart.Activities.Single(x => x.Id == id);
}
