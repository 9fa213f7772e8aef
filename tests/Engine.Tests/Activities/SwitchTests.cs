using System.Text.Json.Nodes;
using Workflows.Engine.Serialization;
using Workflows.Engine.Tests.Serialization;

namespace Workflows.Engine.Tests.Activities;

public class SwitchTests
{
    [Fact]
    public async Task The_first_case_that_holds_runs_and_no_other()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Sequence { Activities = { Of(SwitchMode.MatchFirst, ("A", false), ("B", true), ("C", true)), new Step("after") } });

        engine.Trace(id).ShouldBe("B after");
    }

    [Fact]
    public async Task All_cases_that_hold_run_side_by_side_and_the_last_ends_it()
    {
        await using var engine = new TestEngine();
        var cases = new Switch { Mode = new Input<SwitchMode>(SwitchMode.MatchAny), Default = new Step("D") };
        foreach (var name in new[] { "A", "B" }) cases.Cases.Add(new SwitchCase(name, () => true, new Wait(name)));
        var id = await engine.Run(new Sequence { Activities = { cases, new Step("after") } });

        engine.Waiting(id).ShouldBe("A B");
        await engine.Resume(id, "B");
        engine.Trace(id).ShouldBe("A? B? B! B");
        await engine.Resume(id, "A");
        engine.Trace(id).ShouldEndWith("A! A after");
    }

    [Fact]
    public async Task The_default_runs_when_no_case_holds_and_not_when_one_without_activity_does()
    {
        await using var engine = new TestEngine();
        var none = Of(SwitchMode.MatchFirst, ("A", false));
        none.Default = new Step("D");
        engine.Trace(await engine.Run(none)).ShouldBe("D");

        var empty = new Switch { Cases = { new SwitchCase { Label = "A", Condition = Expression.LiteralExpression(true) } }, Default = new Step("D") };
        var id = await engine.Run(new Sequence { Activities = { empty, new Step("after") } });
        engine.Trace(id).ShouldBe("after");
    }

    [Fact]
    public async Task A_condition_that_fails_is_an_incident()
    {
        await using var engine = new TestEngine();
        var id = await engine.Run(new Switch { Cases = { new SwitchCase("A", new Expression("JavaScript", "nobody.there"), new Step("A")) } });

        engine.Status(id).ShouldBe(WorkflowSubStatus.Faulted);
        engine.Instance(id).WorkflowState.Incidents.ShouldHaveSingleItem().Message.ShouldContain("nobody is not defined");
    }

    [Fact]
    public void Its_JSON_is_read_into_cases_with_activities_and_written_back_the_same()
    {
        var json = JsonNode.Parse("""
            { "id": "s", "nodeId": "Workflow1:s", "name": null, "type": "Elsa.Switch", "version": 1, "customProperties": {}, "metadata": {},
              "output": null,
              "cases": [
                { "label": "A", "condition": { "type": "JavaScript", "value": "1 > 0" },
                  "activity": { "id": "a", "nodeId": "Workflow1:s:a", "name": null, "type": "Elsa.WriteLine", "version": 1, "customProperties": {}, "metadata": {},
                                "text": { "typeName": "String", "expression": { "type": "Literal", "value": "A" }, "memoryReference": { "id": "a:input-text" } } } },
                { "label": "B", "condition": { "type": "Literal", "value": "false" }, "activity": null } ],
              "mode": { "typeName": "SwitchMode", "expression": { "type": "Literal", "value": "MatchAny" }, "memoryReference": { "id": "s:input-mode" } },
              "default": { "id": "d", "nodeId": "Workflow1:s:d", "name": null, "type": "Elsa.End", "version": 1, "customProperties": {}, "metadata": {} } }
            """)!.AsObject();
        var read = Sample.Services.GetRequiredService<ActivityReader>().Read(json).ShouldBeOfType<Switch>();

        read.Cases.Select(x => x.Label).ShouldBe(["A", "B"]);
        read.Cases.First().Activity.ShouldBeOfType<WriteLine>().Id.ShouldBe("a");
        read.Cases.Last().Activity.ShouldBeNull();
        var written = Sample.Services.GetRequiredService<ActivityWriter>().Write(read);
        written["cases"]![0]!["activity"]!["id"]!.GetValue<string>().ShouldBe("a");
        written["cases"]![0]!["condition"]!.ToJsonString().ShouldBe("""{"type":"JavaScript","value":"1 \u003E 0"}""");
        JsonNode.DeepEquals(written["cases"]![1], json["cases"]![1]).ShouldBeTrue();
        written["default"]!["id"]!.GetValue<string>().ShouldBe("d");
    }

    private static Switch Of(SwitchMode mode, params (string Name, bool Holds)[] cases)
    {
        var all = new Switch { Mode = new Input<SwitchMode>(mode) };
        foreach (var (name, holds) in cases) all.Cases.Add(new SwitchCase(name, () => holds, new Step(name)));
        return all;
    }
}
