using System.Text.Json.Nodes;
using Elsa.Workflows.Management.Models;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>What came of saving a definition.</summary>
public sealed record SavedDefinition(WorkflowDefinition Definition, PublishWorkflowDefinitionResult? Publication);

/// <summary>
/// Saves a definition from its JSON, as a draft or to be published. The row is chosen by the definition's id alone; an id that is not known
/// makes a new definition.
/// </summary>
public sealed class SaveDefinition(IWorkflowDefinitionPublisher publisher, DefinitionModel model, IIdentityGenerator ids, TimeProvider clock)
{
    public async Task<SavedDefinition> Run(JsonObject json, bool publish, CancellationToken cancellationToken = default)
    {
        var definitionId = ActivityJson.Text(json["definitionId"]) is { Length: > 0 } given ? given : ids.GenerateId();
        var definition = await publisher.GetDraftAsync(definitionId, VersionOptions.Latest, cancellationToken) ?? new WorkflowDefinition
        {
            Id = ids.GenerateId(),
            DefinitionId = definitionId,
            Version = 1,
            IsLatest = true,
            CreatedAt = clock.GetUtcNow()
        };
        model.Apply(json, definition);
        await publisher.SaveDraftAsync(definition, cancellationToken);
        return new SavedDefinition(definition, publish ? await publisher.PublishAsync(definition, cancellationToken) : null);
    }
}
