namespace Workflows.Engine.Definitions;

/// <summary>
/// The definitions that are usable as activities, one activity type per version. Older versions stay listed, because definitions that use them are
/// still opened; only the published one is offered. A name that an installed activity or another definition has already is not given twice.
/// </summary>
public sealed class DefinitionActivities(IWorkflowStore store, IActivityRegistry registry) : IActivityProvider
{
    public async ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default)
    {
        var versions = await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { UsableAsActivity = true, VersionOptions = VersionOptions.All }, DefinitionOrder.Created, cancellationToken: cancellationToken);
        return versions.Items.Where(version => DefinitionDescriber.TypeName(version) is { } type && !IsInstalled(type))
            .DistinctBy(version => (DefinitionDescriber.TypeName(version), version.Version))
            .Select(DefinitionDescriber.Describe).ToList();
    }

    /// <summary>Is there an activity class of that name?</summary>
    public bool IsInstalled(string type) => registry.Find(type) is { } found && !found.CustomProperties.ContainsKey("WorkflowDefinitionId");

    /// <summary>Lists anew, with what this unit of work has changed.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken = default) => registry.RefreshDescriptorsAsync(this, cancellationToken);

    /// <summary>The same after a change to a version, if that version is or was an activity type.</summary>
    public Task ChangedAsync(WorkflowDefinition version, CancellationToken cancellationToken = default) =>
        version.Options.UsableAsActivity == true || registry.Find(x => x.ConstructionProperties.TryGetValue("WorkflowDefinitionVersionId", out var id) && id.Equals(version.Id)) != null
            ? RefreshAsync(cancellationToken)
            : Task.CompletedTask;
}
