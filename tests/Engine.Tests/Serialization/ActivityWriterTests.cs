using System.Text.Json.Nodes;
using Elsa.Workflows.Runtime.Activities;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Tests.Serialization;

/// <summary>Charts built in C# and written as JSON.</summary>
public class ActivityWriterTests
{
    private static ActivityWriter Writer => Sample.Services.GetRequiredService<ActivityWriter>();

    private static ActivityReader Reader => Sample.Services.GetRequiredService<ActivityReader>();

    [Fact]
    public void What_was_written_is_read_as_the_same_chart()
    {
        var amount = new Variable<int>("Amount", 3).WithId("v1");
        var ask = new FlowDecision { Id = "ask", NodeId = "Workflow1:f:ask", Condition = new Input<bool>(new Expression("JavaScript", "variables.Amount > 2")) };
        var say = new WriteLine(new Input<string>("yes")) { Id = "say", NodeId = "Workflow1:f:say", CanStartWorkflow = true };
        var wait = new Event("Paid") { Id = "wait", NodeId = "Workflow1:f:wait", Result = new Output<object?>(amount) };
        var which = new FlowSwitch { Id = "which", NodeId = "Workflow1:f:which", Cases = { new FlowSwitchCase("A", new Expression("Literal", true)) } };
        var set = new SetVariable { Id = "set", NodeId = "Workflow1:f:set", Variable = amount, Value = new Input<object?>(amount) };
        var chart = new Flowchart { Id = "f", NodeId = "Workflow1:f", Variables = { amount }, Activities = { ask, say, wait, which, set }, Connections = { new Connection(new Endpoint(ask, "True"), new Endpoint(say)) } };

        var json = Writer.Write(chart);

        ((string?)json["activities"]![0]!["condition"]!["typeName"], (string?)json["activities"]![0]!["condition"]!["expression"]!["value"]).ShouldBe(("Boolean", "variables.Amount > 2"));
        JsonNode.DeepEquals(json["connections"]![0]!["source"], new JsonObject { ["activity"] = "ask", ["port"] = "True" }).ShouldBeTrue();
        ((string?)json["activities"]![4]!["variable"]!["typeName"]).ShouldBe("Int32");

        var read = (Flowchart)Reader.Read((JsonObject)json.DeepClone());
        JsonNode.DeepEquals(Strip(Writer.Write(read)), Strip(json)).ShouldBeTrue(Writer.Write(read).ToJsonString());
        read.Connections.Single().ToString().ShouldBe("ask:True->say");
    }

    [Fact]
    public void A_delegate_leaves_no_expression() =>
        ((JsonObject)Writer.Write(new WriteLine(() => "x") { Id = "a" })["text"]!)["expression"].ShouldBeNull();

    [Fact]
    public void A_placeholder_is_written_as_what_it_stands_for() =>
        ((string?)Writer.Write(new NotFoundActivity { MissingTypeName = "Acme.Gone", OriginalActivityJson = "{\"type\":\"Acme.Gone\",\"x\":1}" })["type"]).ShouldBe("Acme.Gone");

    /// <summary>Node ids are filled when a definition is saved, source places only when it is built in C#.</summary>
    private static JsonObject Strip(JsonObject json)
    {
        foreach (var (activity, _) in ActivityJson.All(json).ToList())
        {
            activity.Remove("nodeId");
            (activity["customProperties"] as JsonObject)?.Remove("source");
        }

        return json;
    }
}
