namespace Workflows.Engine.Definitions;

/// <summary>Asks whether a name is free for a definition.</summary>
public sealed class AskForName(IWorkflowStore store)
{
    /// <param name="name">The name wanted.</param>
    /// <param name="definitionId">The definition that wants it; null for a new one. What it is called itself does not count.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<bool> IsFree(string name, string? definitionId = null, CancellationToken cancellationToken = default)
    {
        var same = await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { Name = name.Trim(), VersionOptions = VersionOptions.LatestOrPublished }, cancellationToken: cancellationToken);
        return same.Items.All(x => x.DefinitionId == definitionId);
    }
}
