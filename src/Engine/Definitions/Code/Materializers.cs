using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions.Code;

/// <summary>Makes workflows of definitions stored as JSON.</summary>
internal sealed class JsonMaterializer(DefinitionModel model) : IWorkflowMaterializer
{
    public string Name => "Json";

    public ValueTask<Workflow> MaterializeAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default) => ValueTask.FromResult(model.Materialize(definition));
}

/// <summary>
/// Makes workflows of definitions written in C#, from their class. A version whose class is gone is made of its JSON, if that holds all of it: C# code does
/// not go into JSON.
/// </summary>
internal sealed class CodeMaterializer(CodeWorkflows code, DefinitionModel model) : IWorkflowMaterializer
{
    public const string MaterializerName = "CLR";

    /// <summary><see cref="WorkflowDefinition.MaterializerContext"/> of a version whose JSON holds all of it.</summary>
    public const string Complete = "complete";

    public string Name => MaterializerName;

    public async ValueTask<Workflow> MaterializeAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        if (await code.FindAsync(definition.DefinitionId, definition.Version, cancellationToken) is not { } workflow)
            return definition.MaterializerContext == Complete
                ? model.Materialize(definition)
                : throw new InvalidOperationException(
                    $"Expected the class of version {definition.Version} of {definition.DefinitionId}, which is written in C#, found none in the program. Keep the class of a version while instances run on it, and register it with AddWorkflow.");
        workflow.Identity = workflow.Identity with { Id = definition.Id };
        workflow.Publication = new WorkflowPublication(definition.IsLatest, definition.IsPublished);
        return workflow;
    }
}

/// <summary>Makes workflows of stored definitions, whatever they are written in.</summary>
internal sealed class Materializers(IEnumerable<IWorkflowMaterializer> materializers)
{
    public ValueTask<Workflow> MaterializeAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default) =>
        (materializers.FirstOrDefault(x => x.Name == definition.MaterializerName) ?? throw new InvalidOperationException(
            $"Expected version {definition.Version} of {definition.DefinitionId} to be written in one of {string.Join(", ", materializers.Select(x => x.Name))}, found \"{definition.MaterializerName}\". Add an IWorkflowMaterializer of that name."))
        .MaterializeAsync(definition, cancellationToken);
}
