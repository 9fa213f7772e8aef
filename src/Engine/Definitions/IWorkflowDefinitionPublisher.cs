using Elsa.Workflows.Management.Models;

namespace Elsa.Workflows.Management;

/// <summary>
/// Drafts and published versions. A draft is saved in place; saving over a published version makes a new draft with the next number. Of all
/// versions one is the latest and at most one is published.
/// </summary>
public interface IWorkflowDefinitionPublisher
{
    /// <summary>Publishes the latest version. Findings refuse it; nothing is changed then.</summary>
    Task<PublishWorkflowDefinitionResult> PublishAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="PublishAsync(string, CancellationToken)"/>
    Task<PublishWorkflowDefinitionResult> PublishAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default);

    /// <summary>Takes back the published version; null if there is no such definition or none is published.</summary>
    Task<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="RetractAsync(string, CancellationToken)"/>
    Task<WorkflowDefinition> RetractAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default);

    /// <summary>Makes a copy of an earlier version the latest draft; null if there is no such version.</summary>
    Task<WorkflowDefinition?> RevertVersionAsync(string definitionId, int version, CancellationToken cancellationToken = default);

    /// <summary>The version that a change goes to: the draft, or a new draft after a published version; null if there is no such definition.</summary>
    Task<WorkflowDefinition?> GetDraftAsync(string definitionId, VersionOptions versionOptions, CancellationToken cancellationToken = default);

    Task<WorkflowDefinition> SaveDraftAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default);
}
