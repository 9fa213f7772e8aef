using System.Text.Json.Nodes;
using FsCheck.Xunit;

namespace Workflows.Engine.Tests.Serialization;

/// <summary>What is read and written again is the same, whatever members it has.</summary>
public class RoundTripTests
{
    private static readonly string[] DecidedByTheServer = ["id", "createdAt", "version", "isLatest", "isPublished", "$schema"];

    [Fact]
    public void A_definition_comes_back_as_it_was() => ShouldSurvive(Sample.OrderApproval());

    /// <summary>Members that no version of this program knows, put anywhere: beside the root, inside variables, inputs, activities, expressions.</summary>
    [Property(MaxTest = 200)]
    public void Unknown_members_survive_anywhere(int seed)
    {
        var random = new Random(seed);
        var json = Sample.OrderApproval();
        var places = Objects(json).ToList();
        for (var i = random.Next(1, 8); i > 0; i--) places[random.Next(places.Count)][$"unknown{random.Next(100)}"] = Any(random, 3);
        ShouldSurvive(json);
    }

    [Fact]
    public void A_placeholder_goes_to_the_editor_and_the_original_comes_back()
    {
        var definition = new WorkflowDefinition { Id = "v1", DefinitionId = "order-approval", Version = 1, IsLatest = true };
        Sample.Model.Apply(Sample.OrderApproval(), definition);

        var forEditor = Sample.Model.WriteForEditor(definition);
        var placeholder = forEditor["root"]!["activities"]![4]!;
        ((string?)placeholder["type"], (string?)placeholder["missingTypeName"], (int?)placeholder["missingTypeVersion"], (string?)placeholder["nodeId"]).ShouldBe(("Elsa.NotFoundActivity", "Acme.Gone", 2, "Workflow1:flow:gone"));
        ((string?)placeholder["metadata"]!["displayText"]).ShouldBe("Not Found: Acme.Gone");

        placeholder["metadata"]!["designer"]!["position"]!["x"] = 77;
        Sample.Model.Apply(forEditor, definition);

        var expected = Sample.OrderApproval()["root"]!["activities"]![4]!;
        expected["metadata"]!["designer"]!["position"]!["x"] = 77;
        JsonNode.DeepEquals(Sample.Model.Write(definition)["root"]!["activities"]![4], expected).ShouldBeTrue();
    }

    [Fact]
    public void A_root_whose_type_is_unknown_is_replaced_too()
    {
        var json = new JsonObject { ["root"] = new JsonObject { ["id"] = "r", ["type"] = "Acme.Root", ["version"] = 1, ["inside"] = 1 } };
        var definition = new WorkflowDefinition { Id = "v1", DefinitionId = "d", Version = 1 };
        Sample.Model.Apply(json, definition);
        var forEditor = Sample.Model.WriteForEditor(definition);
        ((string?)forEditor["root"]!["type"]).ShouldBe("Elsa.NotFoundActivity");
        Sample.Model.Apply(forEditor, definition);
        ((string?)Sample.Model.Write(definition)["root"]!["type"]).ShouldBe("Acme.Root");
    }

    [Fact]
    public void The_root_of_another_workflow_is_not_kept()
    {
        var json = new JsonObject
        {
            ["root"] = new JsonObject
            {
                ["id"] = "f", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["activities"] = new JsonArray(new JsonObject { ["id"] = "w", ["type"] = "ShipOrder", ["version"] = 2, ["workflowDefinitionId"] = "ship", ["workflowDefinitionVersionId"] = "ship-2", ["root"] = new JsonObject { ["id"] = "x", ["type"] = "Elsa.Sequence" } })
            }
        };
        Sample.ThereAndBack(json)["root"]!["activities"]![0]!.AsObject().ContainsKey("root").ShouldBeFalse();
    }

    private static void ShouldSurvive(JsonObject json)
    {
        var written = Sample.ThereAndBack(json);
        foreach (var (name, value) in json)
            if (!DecidedByTheServer.Contains(name))
                JsonNode.DeepEquals(written[name], value).ShouldBeTrue($"{name} was {value?.ToJsonString()} and is {written[name]?.ToJsonString()}");
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(x => Objects(x.Value)).Prepend(json),
        JsonArray list => list.SelectMany(Objects),
        _ => []
    };

    private static JsonNode? Any(Random random, int depth) => random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => null,
        1 => random.Next(),
        2 => random.NextDouble() < 0.5,
        3 => $"text 批 {random.Next()}",
        4 => random.NextDouble(),
        5 => new JsonArray(Any(random, depth - 1), Any(random, depth - 1)),
        _ => new JsonObject { ["a"] = Any(random, depth - 1), ["type"] = "no activity", ["b"] = Any(random, depth - 1) }
    };
}
