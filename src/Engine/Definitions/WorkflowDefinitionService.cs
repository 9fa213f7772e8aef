using Workflows.Engine.Definitions;
using Workflows.Engine.Definitions.Code;

namespace Elsa.Workflows.Management.Services;

/// <summary>Finds definitions in the store, and compiles them once per version.</summary>
public class WorkflowDefinitionService(IWorkflowStore store, IWorkflowGraphBuilder builder, IServiceProvider services, WorkflowGraphs graphs) : IWorkflowDefinitionService
{
    public async Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) =>
        await store.FindDefinitionAsync(definitionId, versionOptions, cancellationToken);

    public async Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        await store.FindDefinitionVersionAsync(definitionVersionId, cancellationToken);

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default) =>
        handle.DefinitionVersionId is { } versionId
            ? FindWorkflowDefinitionAsync(versionId, cancellationToken)
            : FindWorkflowDefinitionAsync(handle.DefinitionId!, handle.VersionOptions ?? VersionOptions.Published, cancellationToken);

    public async Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) =>
        await store.FindVersionIdAsync(definitionId, versionOptions, cancellationToken) is { } id && graphs.Find(id) is { } known ? known : await CompileAsync(await FindWorkflowDefinitionAsync(definitionId, versionOptions, cancellationToken), cancellationToken);

    public async Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        graphs.Find(definitionVersionId) ?? await CompileAsync(await FindWorkflowDefinitionAsync(definitionVersionId, cancellationToken), cancellationToken);

    public async Task<WorkflowGraph?> FindWorkflowGraphAsync(WorkflowDefinitionHandle definitionHandle, CancellationToken cancellationToken = default) =>
        definitionHandle.DefinitionVersionId is { } versionId
            ? await FindWorkflowGraphAsync(versionId, cancellationToken)
            : await FindWorkflowGraphAsync(definitionHandle.DefinitionId!, definitionHandle.VersionOptions ?? VersionOptions.Published, cancellationToken);

    public async Task<WorkflowGraph> MaterializeWorkflowAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        var graph = await BuildAsync(definition, cancellationToken);
        if (!graph.Nodes.Any(IsMissing)) return graph;

        // Another program on the same database may have published what is missing here.
        await services.GetRequiredService<DefinitionActivities>().RefreshAsync(cancellationToken);
        return graph.Nodes.Any(node => IsMissing(node) && IsKnown((NotFoundActivity)node.Activity)) ? await BuildAsync(definition, cancellationToken) : graph;
    }

    private async Task<WorkflowGraph> BuildAsync(WorkflowDefinition definition, CancellationToken cancellationToken) =>
        await builder.BuildAsync(await services.GetRequiredService<Materializers>().MaterializeAsync(definition, cancellationToken), cancellationToken);

    private static bool IsMissing(ActivityNode node) => node.Activity is NotFoundActivity;

    private bool IsKnown(NotFoundActivity missing) => services.GetRequiredService<IActivityRegistry>().Find(missing.MissingTypeName, missing.MissingTypeVersion) is not null;

    private async Task<WorkflowGraph?> CompileAsync(WorkflowDefinition? definition, CancellationToken cancellationToken) =>
        definition is null ? null : await graphs.GetAsync(definition, found => MaterializeWorkflowAsync(found, cancellationToken));
}
