using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Engine.Definitions;
using Workflows.Persistence;

namespace Workflows.Host.Tests;

/// <summary>Shipped chains in which a flow administrator has set something.</summary>
public static class RedrawnChains
{
    /// <summary>Publishes the next version of a shipped chain, in which these inputs of a box are set as the designer sets them.</summary>
    public static async Task Redraw(this RunningApplication app, string chain, string activity, params (string Input, string Type, object Value)[] inputs)
    {
        var json = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(SourceFiles.Root, "workflows", $"{chain}.json")))!;
        var box = json["root"]!["activities"]!.AsArray().Single(each => each!["id"]!.GetValue<string>() == activity)!;
        foreach (var (input, type, value) in inputs)
            box[input] = new JsonObject { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = value is string[] ? "Object" : "Literal", ["value"] = value is string[] lines ? Approvals.Json.Write(lines) : value.ToString() } };
        json.Remove("id");
        var saved = await app.Services.GetRequiredService<UnitOfWork>().Run<SavedDefinition>(
            Actor.System, async (scope, _) => await scope.GetRequiredService<SaveDefinition>().Run(json, publish: true), TestContext.Current.CancellationToken);
        saved.Value.Publication!.ValidationErrors.ShouldBeEmpty();
    }
}
