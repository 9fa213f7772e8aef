using Elsa.Common.Models;

namespace Workflows.Activities.Tests;

/// <summary>Definitions built in code: each is one activity.</summary>
internal sealed class Flows : IWorkflowDefinitionService
{
    private readonly Dictionary<string, WorkflowGraph> flows = [];

    public void Add(WorkflowGraph graph) => flows[graph.Workflow.Identity.Id] = graph;

    public Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionVersionId, CancellationToken cancellationToken = default) =>
        Task.FromResult(flows.GetValueOrDefault(definitionVersionId));

    public Task<WorkflowGraph?> FindWorkflowGraphAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) =>
        Task.FromResult(flows.Values.LastOrDefault(f => f.Workflow.Identity.DefinitionId == definitionId));

    public Task<WorkflowGraph?> FindWorkflowGraphAsync(WorkflowDefinitionHandle definitionHandle, CancellationToken cancellationToken = default) =>
        definitionHandle.DefinitionVersionId is { } id ? FindWorkflowGraphAsync(id, cancellationToken) : FindWorkflowGraphAsync(definitionHandle.DefinitionId!, VersionOptions.Published, cancellationToken);

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default) => Task.FromResult<WorkflowDefinition?>(null);

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(string definitionVersionId, CancellationToken cancellationToken = default) => Task.FromResult<WorkflowDefinition?>(null);

    public Task<WorkflowDefinition?> FindWorkflowDefinitionAsync(WorkflowDefinitionHandle handle, CancellationToken cancellationToken = default) => Task.FromResult<WorkflowDefinition?>(null);

    public Task<WorkflowGraph> MaterializeWorkflowAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("These tests build flows in code.");
}
