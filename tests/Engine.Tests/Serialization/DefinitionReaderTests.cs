using System.Text.Json.Nodes;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Tests.Serialization;

public class DefinitionReaderTests
{
    [Theory]
    [InlineData("{ \"root\": ", "line 1", "Expected JSON")]
    [InlineData("[]", "$", "Expected an object")]
    [InlineData("{ \"name\": \"x\" }", "$.root", "found nothing")]
    [InlineData("{ \"root\": { \"type\": 7 } }", "$.root.type", "found 7")]
    [InlineData("{ \"root\": { \"type\": \"Elsa.Flowchart\", \"id\": \"f\", \"connections\": {} } }", "$.root.connections", "Expected a list")]
    [InlineData("{ \"root\": { \"type\": \"Elsa.Flowchart\", \"id\": \"f\", \"activities\": [ { \"type\": \"A\", \"id\": \"a\", \"version\": \"1\" } ] } }", "$.root.activities[0].version", "found \"1\"")]
    [InlineData("{ \"root\": { \"type\": \"A\" }, \"variables\": {} }", "$.variables", "Expected a list")]
    [InlineData("{ \"root\": { \"type\": \"A\" }, \"name\": 1, \"name\": 2 }", "line 1", "Expected JSON")]
    public void A_malformed_definition_names_the_place_and_the_remedy(string text, string place, string problem)
    {
        var (model, findings) = DefinitionReader.Read(text);

        model.ShouldBeNull();
        findings.ShouldContain(finding => finding.Place.Contains(place, StringComparison.Ordinal) && finding.Problem.Contains(problem, StringComparison.Ordinal));
        findings.ShouldAllBe(finding => finding.Remedy.Length > 0);
    }

    [Fact]
    public void Node_ids_are_the_ids_of_the_ancestors_at_any_depth()
    {
        var root = JsonNode.Parse("""
            { "type": "Elsa.Flowchart", "id": "f", "version": 1, "metadata": { "kept": { "type": "x", "id": "not an activity" } },
              "activities": [ { "type": "Elsa.If", "id": "i", "version": 1, "then": { "type": "Elsa.WriteLine", "version": 1 }, "condition": { "typeName": "Boolean", "expression": { "type": "Literal", "value": true } } } ] }
            """)!.AsObject();

        ActivityJson.FillNodeIds(root, () => "new");

        root["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:f");
        root["activities"]![0]!["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:f:i");
        root["activities"]![0]!["then"]!["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:f:i:new");
        root["metadata"]!["kept"]!["nodeId"].ShouldBeNull();
    }
}
