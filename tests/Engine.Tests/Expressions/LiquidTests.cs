using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class LiquidTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("{{ Variables.Title }}", "批次")]
    [InlineData("{{ Variables.Missing }}", "")]
    [InlineData("{{ Variables.Score.Points | plus: 1 }}", "6")]
    [InlineData("{% for n in Variables.Names %}[{{ n }}]{% endfor %}", "[x][y]")]
    [InlineData("{{ Input.Amount }}", "7")]
    [InlineData("{{ CorrelationId }} {{ WorkflowDefinitionId }} {{ WorkflowDefinitionVersionId }} {{ WorkflowDefinitionVersion }} {{ WorkflowInstanceId }}", "case:1 chain chain-3 3 i1")]
    [InlineData("{{ 'a' | base64 }}", "YQ==")]
    [InlineData("{{ Variables.Score | keys | join: ',' }}", "Points,Word")]
    [InlineData("{{ Variables.Names | json }}", "[\"x\",\"y\"]")]
    [InlineData("{{ 'aXa' | replace: 'a', 'b' | upcase }}", "BXB")]
    [InlineData("{% assign x = Variables.Title | append: '!' %}{{ x }}", "批次!")]
    [InlineData("{% capture x %}{{ Variables.Title }}?{% endcapture %}{{ x }}", "批次?")]
    [InlineData("{% raw %}{% assign x = 1 %}{% endraw %}", "{% assign x = 1 %}")]
    public void A_template_sees_variables_inputs_and_the_instance(string source, string expected)
    {
        var bench = new Bench(new Variable<string>("Title", "批次"), new Variable<object>("Score", new JavaScriptTests.Score(5, "good")), new Variable<List<string>>("Names", ["x", "y"]));
        bench.Instance.Input["Amount"] = 7;
        bench.Liquid(source).ShouldBe(expected);
    }

    [Fact]
    public void A_template_yields_the_type_the_input_asks_for() => new Bench().Evaluate<int>("Liquid", " {{ 2 | times: 3 }} ").ShouldBe(6);

    [Theory]
    [InlineData("{{ a | ")]
    [InlineData("{% if %}")]
    [InlineData("{% nonsense %}")]
    public void A_mistake_is_told(string source) => Should.Throw<ExpressionFailedException>(() => new Bench().Liquid(source)).Message.ShouldContain("template");
}
