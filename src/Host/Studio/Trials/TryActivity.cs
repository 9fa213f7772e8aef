using System.Text.Json.Nodes;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.State;
using Workflows.Approvals;
using Workflows.Engine.Serialization;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Trials;

/// <summary>What came of trying one activity.</summary>
internal sealed record Trial(IDictionary<string, object> ActivityState, IDictionary<string, object?> Outputs, IDictionary<string, object> Payload, ExceptionState? Exception, ActivityStatus Status);

/// <summary>
/// Runs one activity of a chart by itself, with the test values of the chart's variables. Whatever it changes is taken back; no instance is made and none
/// is touched.
/// </summary>
internal sealed class TryActivity(UnitOfWork unit)
{
    /// <param name="versionId">Version of the chart.</param>
    /// <param name="nodeId">The activity by its node id, or by its id.</param>
    public Task<Result<Trial>> Run(Caller caller, string versionId, string nodeId, CancellationToken cancellation = default) =>
        unit.Rehearse<Trial>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (await scope.GetRequiredService<IWorkflowStore>().FindDefinitionVersionAsync(versionId, token) is not { } definition) return new Refusal("definition.unknown", versionId);
                var root = DefinitionModel.Root(definition);
                var way = Way(root, nodeId);
                if (way.Count == 0) return new Refusal("activity-type.unknown", nodeId);

                var workflow = scope.GetRequiredService<DefinitionModel>().Materialize(Alone(definition, way));
                var run = await scope.GetRequiredService<IWorkflowRunner>().RunAsync(workflow, cancellationToken: token);
                var id = ActivityJson.Text(way[^1]["id"]);
                var tried = run.Journal.ActivityExecutionContexts.First(context => context.Activity.Id == id);
                return new Trial(
                    tried.ActivityState, tried.GetOutputs().ToDictionary(each => each.Key, each => (object?)each.Value), tried.JournalData,
                    tried.Exception is { } exception ? ExceptionState.FromException(exception) : null, tried.Status);
            },
            cancellation);

    /// <summary>The activities from the outermost to the one that is meant; none if it is not there.</summary>
    private static List<JsonObject> Way(JsonObject activity, string nodeId)
    {
        if (ActivityJson.Text(activity["nodeId"]) == nodeId || ActivityJson.Text(activity["id"]) == nodeId) return [activity];
        foreach (var (child, _) in ActivityJson.Children(activity, ""))
            if (Way(child, nodeId) is { Count: > 0 } inner) return [activity, .. inner];
        return [];
    }

    /// <summary>The definition with nothing but this activity, and with every variable that it can see from where it stands.</summary>
    private static WorkflowDefinition Alone(WorkflowDefinition definition, List<JsonObject> way)
    {
        var seen = new JsonArray([.. way.SkipLast(1).SelectMany(activity => activity["variables"] as JsonArray ?? []).Select(variable => variable?.DeepClone())]);
        var alone = definition.ShallowClone();
        alone.StringData = new JsonObject
        {
            ["id"] = "trial",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["variables"] = seen,
            ["activities"] = new JsonArray(way[^1].DeepClone()),
            ["connections"] = new JsonArray(),
        }.ToJsonString();
        if (definition.CustomProperties.TryGetValue("VariableTestValues", out var values) && values is IDictionary<string, object?> given)
        {
            foreach (var variable in seen.OfType<JsonObject>())
                if (given.TryGetValue(ActivityJson.Text(variable["id"]) ?? "", out var value)) variable["value"] = JsonValue.Create(value?.ToString());
            alone.Variables = [.. definition.Variables.Select(variable => given.TryGetValue(variable.Id, out var value) && variable.TryParseValue(value, out var parsed) ? With(variable, parsed) : variable)];
        }
        return alone;
    }

    private static Elsa.Workflows.Memory.Variable With(Elsa.Workflows.Memory.Variable variable, object? value)
    {
        var copy = (Elsa.Workflows.Memory.Variable)Activator.CreateInstance(variable.GetType())!;
        (copy.Id, copy.Name, copy.StorageDriverType, copy.Value) = (variable.Id, variable.Name, variable.StorageDriverType, value);
        return copy;
    }
}
