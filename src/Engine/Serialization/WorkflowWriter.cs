using System.Text.Json.Nodes;
using Workflows.Engine.Descriptors;

namespace Workflows.Engine.Serialization;

/// <summary>Writes a workflow built in C# as the JSON of a definition.</summary>
public sealed class WorkflowWriter(ActivityWriter activities, IWellKnownTypeRegistry types)
{
    public JsonObject Write(Workflow workflow) => new()
    {
        ["definitionId"] = workflow.Identity.DefinitionId,
        ["name"] = workflow.WorkflowMetadata.Name,
        ["description"] = workflow.WorkflowMetadata.Description,
        ["toolVersion"] = workflow.WorkflowMetadata.ToolVersion?.ToString(),
        ["variables"] = new JsonArray([.. workflow.Variables.Select(activities.Write)]),
        ["inputs"] = new JsonArray([.. workflow.Inputs.Select(Write)]),
        ["outputs"] = new JsonArray([.. workflow.Outputs.Select(output => Argument(output))]),
        ["outcomes"] = new JsonArray([.. workflow.Outcomes.Select(outcome => (JsonNode)outcome)]),
        ["customProperties"] = JsonSerializer.SerializeToNode(workflow.CustomProperties, EngineJson.Options),
        ["options"] = Write(workflow.Options),
        ["root"] = activities.Write(workflow.Root)
    };

    /// <summary>Does the JSON hold all of it? C# code, and activities that cannot be made from JSON, do not go into it.</summary>
    public static bool IsComplete(Workflow workflow) => All(workflow.Root).All(activity => IsMakeable(activity) && !HasCode(activity));

    private static bool IsMakeable(IActivity activity) => ActivityMaker.CanMake(activity.GetType()) && activity is not Elsa.Workflows.Activities.Inline;

    private static bool HasCode(IActivity activity) => activity.GetType().GetProperties().Where(x => x.CanRead && x.GetIndexParameters().Length == 0 && x.DeclaringType != typeof(Activity))
        .Select(x => x.GetValue(activity)).Concat(activity.SyntheticProperties.Values).Any(HasCode);

    private static bool HasCode(object? value) => value switch
    {
        Delegate => true,
        Input input => HasCode(input.Expression),
        Expression expression => expression.Value is Delegate or Output,
        string or IActivity or IEnumerable<IActivity> or IEnumerable<Variable> or IEnumerable<Connection> or IDictionary<string, object> => false,
        System.Collections.IEnumerable items => items.Cast<object?>().Any(item => item is not null && item.GetType().GetProperties().Where(x => x.PropertyType == typeof(Expression)).Any(x => HasCode(x.GetValue(item)))),
        _ => false
    };

    /// <summary>What a class builds inside itself comes with the class.</summary>
    private static IEnumerable<IActivity> All(IActivity activity) => activity is Composite and not Workflow
        ? [activity]
        : ActivityShape.Of(activity.GetType()).Ports.SelectMany(x => x.Get(activity) switch { IActivity child => [child], IEnumerable<IActivity> children => children, _ => [] }).SelectMany(All).Prepend(activity);

    private JsonObject Write(InputDefinition input)
    {
        var json = Argument(input);
        json["uiHint"] = input.UIHint;
        json["storageDriverType"] = Alias(input.StorageDriverType);
        return json;
    }

    private JsonObject Argument(ArgumentDefinition argument) => new()
    {
        ["type"] = types.GetAliasOrDefault(argument.Type),
        ["isArray"] = false,
        ["name"] = argument.Name,
        ["displayName"] = argument.DisplayName,
        ["description"] = argument.Description,
        ["category"] = argument.Category
    };

    private JsonObject Write(WorkflowOptions options) => new()
    {
        ["activationStrategyType"] = Alias(options.ActivationStrategyType),
        ["usableAsActivity"] = options.UsableAsActivity,
        ["autoUpdateConsumingWorkflows"] = options.AutoUpdateConsumingWorkflows,
        ["activityCategory"] = options.ActivityCategory,
        ["incidentStrategyType"] = Alias(options.IncidentStrategyType),
        ["commitStrategyName"] = options.CommitStrategyName
    };

    private string? Alias(Type? type) => type is null ? null : types.GetAliasOrDefault(type);
}
