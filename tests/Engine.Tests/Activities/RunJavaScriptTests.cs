using Elsa.Expressions.JavaScript.Activities;

namespace Workflows.Engine.Tests.Activities;

public class RunJavaScriptTests
{
    [Fact]
    public async Task The_value_of_the_script_is_the_result_and_variables_can_be_set()
    {
        await using var engine = new TestEngine();
        var total = new Variable<int>("Total", 2, "total").WithStorageDriver<WorkflowInstanceStorageDriver>();
        var result = new Variable<int>("Result", 0, "result").WithStorageDriver<WorkflowInstanceStorageDriver>();
        var id = await engine.Run(
            new RunJavaScript(script: "setTotal(getTotal() * 3); return getTotal() + 1;") { Result = new Output<object?>(result) }, x =>
            {
                x.Variables.Add(total);
                x.Variables.Add(result);
            });

        engine.Variable(id, "total").ShouldBe(6);
        engine.Variable(id, "result").ShouldBe(7);
    }

    [Theory]
    [InlineData("1 + 1", "Done")]
    [InlineData("setOutcome('Late')", "Late")]
    [InlineData("setOutcomes(['Late', 'Done'])", "Late,Done")]
    [InlineData("", "Done")]
    public async Task The_script_says_which_ports_are_followed(string script, string outcomes)
    {
        await using var engine = new TestEngine();
        var chart = Flow.Chart.Draw("S:Late>L S:Done>D", new RunJavaScript(script: script) { Id = "S" }, new Step("L"), new Step("D"));
        var id = await engine.Run(chart);

        engine.Completed(id).Split(' ').Skip(1).ShouldBe(outcomes.Split(',').Select(x => x[..1]));
    }

    [Fact]
    public async Task A_script_that_an_editor_keeps_as_an_expression_means_the_same()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(Flow.Chart.Draw("S:Late>L S:Done>D", new RunJavaScript { Id = "S", Script = new Input<string>(new Expression("JavaScript", "setOutcome('Late')")) }, new Step("L"), new Step("D")));

        engine.Completed(id).ShouldBe("S L");
    }

    [Fact]
    public async Task A_script_that_fails_or_does_not_end_is_an_incident()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new RunJavaScript(script: "while (true) {}"));

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("Shorten its loop");
    }
}
