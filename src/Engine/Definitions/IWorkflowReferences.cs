using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management
{
    /// <summary>Which definitions use a definition as an activity?</summary>
    public interface IWorkflowReferenceQuery
    {
        /// <returns>The ids of the definitions whose latest or published version uses it.</returns>
        Task<IEnumerable<string>> ExecuteAsync(string workflowDefinitionId, CancellationToken cancellationToken = default);
    }

    /// <summary>Follows the use of definitions by others, to the last consumer.</summary>
    public interface IWorkflowReferenceGraphBuilder
    {
        Task<WorkflowReferenceGraph> BuildGraphAsync(string definitionId, CancellationToken cancellationToken = default);
        Task<WorkflowReferenceGraph> BuildGraphAsync(IEnumerable<string> definitionIds, CancellationToken cancellationToken = default);
    }

    /// <summary>Moves what uses a definition on to a version of it.</summary>
    public interface IWorkflowReferenceUpdater
    {
        /// <summary>
        /// Consumers whose latest version is published get a new published version, others their draft changed; then what uses those. Nothing is done unless
        /// the definition is usable as an activity and says that its consumers are to be updated.
        /// </summary>
        Task<UpdateWorkflowReferencesResult> UpdateWorkflowReferencesAsync(WorkflowDefinition referencedDefinition, CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Workflows.Management.Models
{
    /// <summary>The definitions that were moved on to another version of what they use.</summary>
    public class UpdateWorkflowReferencesResult(IEnumerable<WorkflowDefinition> updatedWorkflows)
    {
        public IReadOnlyCollection<WorkflowDefinition> UpdatedWorkflows { get; } = updatedWorkflows.ToList();
    }

    /// <summary><paramref name="Source"/> uses <paramref name="Target"/> as an activity; both are definition ids.</summary>
    public record WorkflowReferenceEdge(string Source, string Target);

    /// <summary>Some definitions and everything that uses them, directly or by way of others.</summary>
    public class WorkflowReferenceGraph(IReadOnlyCollection<string> rootDefinitionIds, IReadOnlyCollection<WorkflowReferenceEdge> edges)
    {
        public IReadOnlyCollection<string> RootDefinitionIds { get; } = rootDefinitionIds;
        public IReadOnlyCollection<WorkflowReferenceEdge> Edges { get; } = edges;

        /// <summary>By consumer: what it uses.</summary>
        public ILookup<string, string> OutboundEdges { get; } = edges.ToLookup(x => x.Source, x => x.Target, StringComparer.Ordinal);

        /// <summary>By definition: what uses it.</summary>
        public ILookup<string, string> InboundEdges { get; } = edges.ToLookup(x => x.Target, x => x.Source, StringComparer.Ordinal);

        public IReadOnlySet<string> ConsumerDefinitionIds { get; } = edges.Select(x => x.Source).ToHashSet(StringComparer.Ordinal);
        public IReadOnlySet<string> AllDefinitionIds { get; } = rootDefinitionIds.Concat(edges.SelectMany(x => new[] { x.Source, x.Target })).ToHashSet(StringComparer.Ordinal);

        public IEnumerable<string> GetConsumers(string definitionId) => InboundEdges[definitionId];
        public IEnumerable<string> GetDependencies(string definitionId) => OutboundEdges[definitionId];
    }
}
