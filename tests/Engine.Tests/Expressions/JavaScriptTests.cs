using System.Dynamic;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Tests.Expressions;

public class JavaScriptTests
{
    [Theory]
    [InlineData("1 + 1", 2.0)]
    [InlineData("'a' + 'b'", "ab")]
    [InlineData("return 5", 5.0)]
    [InlineData("const x = 2; const y = x * 3; return y", 6.0)]
    [InlineData("1 > 2", false)]
    [InlineData("async function f() { await null; return 7 } return f()", 7.0)]
    [InlineData("null", null)]
    [InlineData("undefined", null)]
    [InlineData("", null)]
    public void An_expression_or_statements_that_end_in_return_yield_a_value(string source, object? expected) => new Bench().JavaScript(source).ShouldBe(expected);

    [Fact]
    public void A_number_becomes_the_type_the_input_asks_for()
    {
        var bench = new Bench();
        bench.Evaluate<int>("JavaScript", "6 / 2").ShouldBe(3);
        bench.Evaluate<string>("JavaScript", "6 / 4").ShouldBe("1.5");
        bench.Evaluate<List<string>>("JavaScript", "['a', 2]").ShouldBe(["a", "2"]);
    }

    [Fact]
    public void An_object_comes_out_as_data()
    {
        IDictionary<string, object?> value = new Bench().JavaScript("({ a: 1, b: [true, null], c: { d: 'x' } })").ShouldBeOfType<ExpandoObject>();
        value["a"].ShouldBe(1.0);
        value["b"].ShouldBe(new List<object?> { true, null });
        ((IDictionary<string, object?>)value["c"]!)["d"].ShouldBe("x");
    }

    [Fact]
    public void Variables_are_read_and_assigned_by_every_spelling()
    {
        var bench = new Bench(new Variable<int>("Amount due", 10), new Variable<string>("Title", "old"));
        bench.JavaScript("getAmountDue() + getVariable('Amount due') + variables['Amount due']").ShouldBe(30.0);
        bench.JavaScript("variables.Title = 'a'; return variables.Title + getTitle()").ShouldBe("aa");
        bench.Variable("Title").ShouldBe("a");
        bench.JavaScript("setTitle('b'); return variables.Title").ShouldBe("b");
        bench.JavaScript("setVariable('Amount due', '12')");
        bench.Variable("Amount due").ShouldBe(12);
        bench.Variable("Title").ShouldBe("b");
    }

    [Fact]
    public void What_changes_inside_a_list_is_kept()
    {
        var bench = new Bench(new Variable<List<string>>("Names", ["x"]), new Variable<object>("Case", new Dictionary<string, object> { ["title"] = "t" }));
        bench.JavaScript("variables.Names.push('y'); getVariable('Case').title = 'u'");
        bench.Variable("Names").ShouldBe(new List<string> { "x", "y" });
        ((IDictionary<string, object?>)bench.Variable("Case")!)["title"].ShouldBe("u");
    }

    [Fact]
    public void A_variable_only_read_keeps_its_very_value()
    {
        var names = new List<string> { "x" };
        var bench = new Bench(new Variable<List<string>>("Names", names));
        bench.JavaScript("variables.Names.length + Object.keys(variables).length").ShouldBe(2.0);
        bench.Variable("Names").ShouldBeSameAs(names);
    }

    [Fact]
    public void A_failing_script_changes_no_variable()
    {
        var bench = new Bench(new Variable<int>("A", 1));
        Should.Throw<ExpressionFailedException>(() => bench.JavaScript("variables.A = 2; missing()"));
        bench.Variable("A").ShouldBe(1);
    }

    [Fact]
    public void The_members_of_a_dotnet_object_are_data_in_either_spelling()
    {
        var bench = new Bench(new Variable<object>("Score", new Score(5, "good")));
        bench.JavaScript("variables.Score.Points + variables.Score.points + variables.Score.Word").ShouldBe("10good");
        bench.JavaScript("Object.keys(variables.Score).join()").ShouldBe("Points,Word");
        bench.JavaScript("typeof variables.Score.GetType").ShouldBe("undefined");
    }

    [Fact]
    public void Inputs_and_the_instance_can_be_asked()
    {
        var bench = new Bench();
        bench.Instance.Input["Amount"] = 7;
        bench.JavaScript("getInput('Amount') + getAmount()").ShouldBe(14.0);
        bench.JavaScript("[getWorkflowDefinitionId(), getWorkflowDefinitionVersionId(), getWorkflowDefinitionVersion(), getWorkflowInstanceId(), getCorrelationId(), getWorkflowInstanceName()].join()")
            .ShouldBe("chain,chain-3,3,i1,case:1,First");
        bench.JavaScript("setCorrelationId('case:2'); setWorkflowInstanceName('Second')");
        bench.Instance.CorrelationId.ShouldBe("case:2");
        bench.Instance.Name.ShouldBe("Second");
    }

    [Fact]
    public void Outputs_are_found_by_the_name_of_their_activity()
    {
        var bench = new Bench();
        bench.Instance.GetActivityOutputRegister().Record(bench.Activity, "fine");
        bench.JavaScript("getOutputFrom('s1') + getOutputFrom('s1', 'Result') + getResultFromReviewBoard()").ShouldBe("finefinefine");
    }

    [Theory]
    [InlineData("isNullOrEmpty('') && isNullOrEmpty(null) && !isNullOrEmpty('a')", true)]
    [InlineData("isNullOrWhiteSpace(' ')", true)]
    [InlineData("toJson({ a: '批' })", "{\"a\":\"批\"}")]
    [InlineData("parseGuid('{D3B07384-D9A0-4F5C-9F3A-1D2B3C4D5E6F}')", "d3b07384-d9a0-4f5c-9f3a-1d2b3c4d5e6f")]
    [InlineData("newGuid().length + newGuidString().length", 72.0)]
    [InlineData("newShortGuid().length", 22.0)]
    [InlineData("stringFromBase64(stringToBase64('批次'))", "批次")]
    [InlineData("bytesToString(bytesFromBase64(bytesToBase64(bytesFromString('批次'))))", "批次")]
    public void The_helpers_of_the_language_work(string source, object expected) => new Bench().JavaScript(source).ShouldBe(expected);

    [Fact]
    public void Dates_go_in_and_out()
    {
        var bench = new Bench(new Variable<DateTimeOffset>("Due", new DateTimeOffset(2023, 5, 29, 0, 0, 0, TimeSpan.Zero)));
        bench.JavaScript("variables.Due.getUTCFullYear()").ShouldBe(2023.0);
        bench.Evaluate<DateTimeOffset>("JavaScript", "new Date(Date.UTC(2023, 4, 30))").ShouldBe(new DateTimeOffset(2023, 5, 30, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("[].constructor.constructor('return 1')()")]
    [InlineData("new ArrayBuffer(8)")]
    public void A_script_reaches_nothing_outside(string source) => Should.Throw<ExpressionFailedException>(() => new Bench().JavaScript(source));

    [Fact]
    public void A_mistake_is_told_with_its_place()
    {
        Should.Throw<ExpressionFailedException>(() => new Bench().JavaScript("let a = 1;\n  missing + a")).Message.ShouldContain("line 2, column 3");
        Should.Throw<ExpressionFailedException>(() => new Bench().JavaScript("1 +")).Message.ShouldContain("Correct its spelling");
    }

    public sealed record Score(int Points, string Word);
}
