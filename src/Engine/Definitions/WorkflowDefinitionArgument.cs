using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>The inputs and outputs of a definition as members of the activity that stands for it.</summary>
internal static class WorkflowDefinitionArgument
{
    /// <summary>A name the activity itself uses, such as <c>Version</c>, gets an underscore before it.</summary>
    public static string Name(string argument) => IsTaken(argument) ? $"_{argument}" : argument;

    /// <summary>The member of the activity's JSON, or null. What the activity itself writes under a taken name is no object.</summary>
    public static JsonNode? Json(JsonObject activity, string argument)
    {
        var name = Naming.Camelize(Name(argument));
        foreach (var (member, value) in activity)
            if (string.Equals(member, name, StringComparison.OrdinalIgnoreCase) || string.Equals(member, Name(argument), StringComparison.OrdinalIgnoreCase))
                if (!IsTaken(argument) || value is JsonObject)
                    return value;
        return null;
    }

    private static bool IsTaken(string argument) => typeof(WorkflowDefinitionActivity).GetProperty(argument) != null;
}
