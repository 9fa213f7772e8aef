using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>Describes a version of a definition as an activity type, one type per version.</summary>
internal static class DefinitionDescriber
{
    public static ActivityDescriptor Describe(WorkflowDefinition definition)
    {
        var type = TypeName(definition)!;
        return new ActivityDescriptor
        {
            TypeName = type,
            Namespace = "",
            Name = type,
            Version = definition.Version,
            DisplayName = definition.Name,
            Description = definition.Description,
            Category = definition.Options.ActivityCategory is { Length: > 0 } category ? category : "Workflows",
            Kind = ActivityKind.Action,
            IsBrowsable = definition.IsPublished,
            ClrType = typeof(WorkflowDefinitionActivity),
            Inputs = definition.Inputs.Select(Input).ToList(),
            Outputs = definition.Outputs.Select(Output).ToList(),
            Ports = definition.Outcomes.Select(outcome => new Port { Name = outcome, DisplayName = outcome, Type = PortType.Flow })
                .Prepend(new Port { Name = nameof(Composite.Root), DisplayName = "Root", Type = PortType.Embedded, IsBrowsable = false }).ToList(),
            CustomProperties = new Dictionary<string, object>
            {
                ["RootType"] = nameof(WorkflowDefinitionActivity),
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionId)] = definition.DefinitionId,
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionVersionId)] = definition.Id
            },
            ConstructionProperties = new Dictionary<string, object>
            {
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionId)] = definition.DefinitionId,
                [nameof(WorkflowDefinitionActivity.WorkflowDefinitionVersionId)] = definition.Id,
                [nameof(WorkflowDefinitionActivity.Version)] = definition.Version
            }
        };
    }

    /// <summary>The type an activity that stands for the definition has; null for a definition without a name.</summary>
    public static string? TypeName(WorkflowDefinition definition) => definition.Name is { } name && Naming.Pascalize(name) is { Length: > 0 } type ? type : null;

    private static InputDescriptor Input(InputDefinition input)
    {
        var name = WorkflowDefinitionArgument.Name(input.Name);
        return new InputDescriptor
        {
            Name = name,
            Type = input.Type,
            DisplayName = input.DisplayName is { Length: > 0 } display ? display : input.Name,
            Description = input.Description,
            Category = input.Category is { Length: > 0 } category ? category : null,
            UIHint = input.UIHint is { Length: > 0 } hint ? hint : InputUIHints.SingleLine,
            StorageDriverType = input.StorageDriverType,
            IsSynthetic = true,
            IsWrapped = true,
            ValueGetter = activity => activity.SyntheticProperties.TryGetValue(name, out var value) ? value : null,
            ValueSetter = (activity, value) => activity.SyntheticProperties[name] = value!
        };
    }

    private static OutputDescriptor Output(OutputDefinition output)
    {
        var name = WorkflowDefinitionArgument.Name(output.Name);
        return new OutputDescriptor
        {
            Name = name,
            Type = output.Type,
            DisplayName = output.DisplayName is { Length: > 0 } display ? display : output.Name,
            Description = output.Description,
            IsSynthetic = true,
            ValueGetter = activity => activity.SyntheticProperties.TryGetValue(name, out var value) ? value : null,
            ValueSetter = (activity, value) => activity.SyntheticProperties[name] = value!
        };
    }
}
