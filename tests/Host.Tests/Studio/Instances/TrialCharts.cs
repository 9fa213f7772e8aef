using System.Text.Json.Nodes;
using Elsa.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Approvals.Audit;
using Workflows.Engine;
using Workflows.Engine.Definitions;
using Workflows.Persistence;

namespace Workflows.Host.Tests.Studio.Instances;

/// <summary>Small charts that belong to no case, as an administrator tries them out.</summary>
public static class TrialCharts
{
    /// <summary>Publishes a version of a chart whose boxes follow each other from top to bottom, with a stored variable <c>Amount</c> (7).</summary>
    public static async Task Publish(this RunningApplication app, string definitionId, string name, params JsonObject[] boxes)
    {
        foreach (var (box, index) in boxes.Select((box, index) => (box, index)))
            box["metadata"] = new JsonObject
            {
                ["displayText"] = box["name"]!.DeepClone(),
                ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 100, ["y"] = 100 + 120 * index }, ["size"] = new JsonObject { ["width"] = 200, ["height"] = 50 } },
            };
        var chart = new JsonObject
        {
            ["definitionId"] = definitionId,
            ["name"] = name,
            ["variables"] = new JsonArray(new JsonObject
            {
                ["id"] = "amount", ["name"] = "Amount", ["typeName"] = "Int32", ["isArray"] = false, ["value"] = "7",
                ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
            }),
            ["root"] = new JsonObject
            {
                ["id"] = "chart", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "chart",
                ["activities"] = new JsonArray([.. boxes]),
                ["connections"] = new JsonArray([.. boxes.Zip(boxes.Skip(1)).Select(pair => new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = pair.First["id"]!.DeepClone(), ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = pair.Second["id"]!.DeepClone(), ["port"] = "In" },
                })]),
            },
        };
        var published = await app.Unit().Run<PublishWorkflow>(Actor.System, async (scope, token) =>
            new PublishWorkflow((await scope.GetRequiredService<SaveDefinition>().Run(chart, publish: true, token)).Publication!.Succeeded));
        published.Value.Succeeded.ShouldBeTrue();
    }

    private sealed record PublishWorkflow(bool Succeeded);

    /// <summary>Starts the published version and gives the id of the instance.</summary>
    public static async Task<string> Start(this RunningApplication app, string definitionId, string? name = null)
    {
        var started = await app.Unit().Run<string>(Actor.System, async (scope, token) =>
            (await scope.GetRequiredService<WorkflowRuntime>().StartAsync(WorkflowDefinitionHandle.ByDefinitionId(definitionId), new WorkflowStart { Name = name }, token)).Instance!.Id);
        await app.Settle();
        return started.Value;
    }

    /// <summary>Lets an instance go on that waits for the event.</summary>
    public static async Task Happen(this RunningApplication app, string eventName)
    {
        await app.Unit().Run<string>(Actor.System, async (scope, token) =>
        {
            await scope.GetRequiredService<WorkflowRuntime>().SendStimulusAsync("Elsa.Event", new Elsa.Workflows.Runtime.Stimuli.EventStimulus(eventName), cancellationToken: token);
            return "";
        });
        await app.Settle();
    }

    public static JsonObject Line(string id, string name, string text) => Box(id, name, "Elsa.WriteLine", ("text", text));

    public static JsonObject WaitFor(string id, string name, string eventName) => Box(id, name, "Elsa.Event", ("eventName", eventName));

    public static JsonObject Fails(string id, string name, string message) => Box(id, name, "Elsa.Fault", ("message", message));

    /// <summary>Starts another chart and waits for its end.</summary>
    public static JsonObject Child(string id, string name, string definitionId)
    {
        var box = Box(id, name, "Elsa.DispatchWorkflow", ("workflowDefinitionId", definitionId));
        box["waitForCompletion"] = Input("True", "Boolean");
        return box;
    }

    private static JsonObject Box(string id, string name, string type, (string Name, string Value) input) => new()
    {
        ["id"] = id, ["name"] = name, ["type"] = type, ["version"] = 1, [input.Name] = Input(input.Value, "String"),
    };

    private static JsonObject Input(string value, string type) => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    private static UnitOfWork Unit(this RunningApplication app) => app.Services.GetRequiredService<UnitOfWork>();
}
