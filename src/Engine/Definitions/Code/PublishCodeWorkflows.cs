using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions.Code;

/// <summary>
/// Publishes the workflows written in C#. A version that is stored and unchanged is left alone, so that what an administrator made of it since stays. A
/// workflow that JSON cannot hold as a whole, because there is C# code in it, is read-only.
/// </summary>
internal sealed class PublishCodeWorkflows(IWorkflowStore store, CodeWorkflows code, WorkflowWriter writer, DefinitionModel model, IWorkflowDefinitionPublisher publisher, WorkflowGraphs graphs, TimeProvider clock)
{
    public const string Provider = "CLR";

    public async Task<IReadOnlyList<ImportedFile>> Run(CancellationToken cancellationToken = default)
    {
        var published = new List<ImportedFile>();
        foreach (var workflow in await code.BuildAsync(cancellationToken)) published.Add(await PublishAsync(workflow, cancellationToken));
        return published;
    }

    private async Task<ImportedFile> PublishAsync(Workflow workflow, CancellationToken cancellationToken)
    {
        var identity = workflow.Identity;
        var known = await store.FindDefinitionAsync(identity.DefinitionId, VersionOptions.SpecificVersion(identity.Version), cancellationToken);
        var definition = known?.ShallowClone() ?? new WorkflowDefinition { Id = identity.Id, DefinitionId = identity.DefinitionId, Version = identity.Version, CreatedAt = clock.GetUtcNow() };
        model.Apply(writer.Write(workflow), definition);
        var isComplete = WorkflowWriter.IsComplete(workflow);
        definition.TenantId = identity.TenantId;
        definition.IsReadonly = workflow.IsReadonly || !isComplete;
        definition.IsSystem = workflow.IsSystem;
        (definition.ProviderName, definition.MaterializerName, definition.MaterializerContext) = (Provider, CodeMaterializer.MaterializerName, isComplete ? CodeMaterializer.Complete : null);
        if (known != null && EngineJson.Serialize(known) == EngineJson.Serialize(definition)) return new ImportedFile(identity.DefinitionId, identity.DefinitionId, false, []);

        // A version after this one, of the program or of an administrator, stays the one that is published.
        var latest = await store.FindDefinitionAsync(identity.DefinitionId, VersionOptions.Latest, cancellationToken);
        if (latest != null && latest.Version > identity.Version)
        {
            store.SaveDefinition(definition);
            graphs.Forget(definition.Id);
            return new ImportedFile(identity.DefinitionId, identity.DefinitionId, false, []);
        }

        var result = await publisher.PublishAsync(definition, cancellationToken);
        return new ImportedFile(identity.DefinitionId, identity.DefinitionId, result.Succeeded, [.. result.ValidationErrors.Select(error => new DefinitionFinding(error.ActivityId ?? "$", error.Message, "", error.ActivityId))]);
    }
}
