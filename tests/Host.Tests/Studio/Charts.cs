using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Studio;

/// <summary>Charts as the designer sends them.</summary>
public static class Charts
{
    /// <summary>Boxes in a row, each connected to the next by <c>Done</c>.</summary>
    public static JsonObject Row(string? definitionId, string name, params JsonObject[] boxes) => new()
    {
        ["definitionId"] = definitionId,
        ["name"] = name,
        ["root"] = new JsonObject
        {
            ["id"] = "chart", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1",
            ["activities"] = new JsonArray([.. boxes]),
            ["connections"] = new JsonArray([.. boxes.Zip(boxes.Skip(1)).Select(pair => Way(pair.First["id"]!.ToString(), "Done", pair.Second["id"]!.ToString()))]),
        },
    };

    public static JsonObject Line(string id, string text) => Box(id, "Elsa.WriteLine", ("text", text));

    /// <summary>A box with literal inputs.</summary>
    public static JsonObject Box(string id, string type, params (string Input, string Value)[] inputs)
    {
        var box = new JsonObject
        {
            ["id"] = id, ["type"] = type, ["version"] = 1, ["name"] = id,
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = false, ["runAsynchronously"] = false },
            ["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 40, ["y"] = 80 }, ["size"] = new JsonObject { ["width"] = 180, ["height"] = 50 } } },
        };
        foreach (var (input, value) in inputs)
            box[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        return box;
    }

    public static JsonObject Way(string from, string outcome, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = outcome }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" }, ["vertices"] = new JsonArray(),
    };

    /// <summary>A chain that ships with the program, as a new definition.</summary>
    public static JsonObject Shipped(string chain, string definitionId)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceFiles.Root, "workflows", $"{chain}.json")))!.AsObject();
        json["definitionId"] = definitionId;
        return json;
    }

    public static JsonObject Find(this JsonObject chart, string box) => chart["root"]!["activities"]!.AsArray().Single(each => each!["id"]!.ToString() == box)!.AsObject();

    public static JsonObject Ways(this JsonObject chart, Func<JsonArray, JsonArray> change)
    {
        chart["root"]!["connections"] = change(chart["root"]!["connections"]!.AsArray());
        return chart;
    }

    public static JsonObject Without(this JsonObject chart, string from, string outcome) =>
        chart.Ways(all => new JsonArray([.. all.Where(way => !(way!["source"]!["activity"]!.ToString() == from && way["source"]!["port"]!.ToString() == outcome)).Select(way => way!.DeepClone())]));

    public static JsonObject With(this JsonObject chart, string from, string outcome, string to) =>
        chart.Ways(all => new JsonArray([.. all.Select(way => way!.DeepClone()), Way(from, outcome, to)]));

    public static JsonObject Says(this JsonObject chart, string box, string input, string value)
    {
        chart.Find(box)[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        return chart;
    }

    public static JsonObject Add(this JsonObject chart, JsonObject box)
    {
        chart["root"]!["activities"]!.AsArray().Add(box);
        return chart;
    }
}
