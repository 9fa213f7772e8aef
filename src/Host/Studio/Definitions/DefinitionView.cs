using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Entities;
using Microsoft.Extensions.Localization;
using Workflows.Engine.Serialization;

namespace Workflows.Host.Studio.Definitions;

/// <summary>
/// A whole definition as the designer reads it: node ids filled, placeholders for activities whose type is not installed, every collection there, and the
/// links that say whether it may be changed.
/// </summary>
public sealed class DefinitionView(DefinitionModel model, IStringLocalizer<Findings.Text> text)
{
    private static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    public JsonObject Of(WorkflowDefinition definition, bool mayWrite)
    {
        var json = model.WriteForEditor(definition);
        var root = (JsonObject)json["root"]!;
        json.Remove("root");
        ElsaJson.WithoutNulls(json);

        foreach (var list in Lists) json.TryAdd(list, new JsonArray());
        json.TryAdd("customProperties", new JsonObject());
        if (json["options"] is not JsonObject options) json["options"] = options = [];
        options.TryAdd("autoUpdateConsumingWorkflows", false);

        var isReadonly = definition.IsReadonly || !mayWrite;
        json["isReadonly"] = isReadonly;
        json["root"] = Complete(root);
        json["links"] = JsonSerializer.SerializeToNode(DefinitionLinks.OfOne(definition.DefinitionId, definition.Id, !isReadonly), ElsaJson.Options);
        return json;
    }

    /// <summary>A chart that the designer has just created has neither lists nor properties; it expects them back.</summary>
    private JsonObject Complete(JsonObject root)
    {
        foreach (var (activity, _) in ActivityJson.All(root))
        {
            if (activity["customProperties"] is null) activity["customProperties"] = new JsonObject();
            if (activity["metadata"] is null) activity["metadata"] = new JsonObject();
            if (ActivityJson.Text(activity["missingTypeName"]) is { } missing) activity["metadata"]!["displayText"] = text["box.not-installed", missing].Value;
            if (ActivityJson.Text(activity["type"]) is not "Elsa.Flowchart") continue;
            foreach (var list in (string[])["activities", "connections", "variables"])
                if (activity[list] is null) activity[list] = new JsonArray();
        }
        return root;
    }
}
