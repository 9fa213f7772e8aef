using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>What keeps a definition from being published because of the definitions it uses, or because others are to use it.</summary>
public sealed class ReferenceCheck(IWorkflowStore store, DefinitionActivities activities)
{
    public async Task<IReadOnlyList<DefinitionFinding>> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        var findings = new List<DefinitionFinding>();
        foreach (var activity in ComposedActivity.In(definition))
            if (await CheckAsync(definition, activity, cancellationToken) is var (code, problem, remedy))
                findings.Add(new DefinitionFinding(activity.Path, problem, remedy, ActivityJson.Text(activity.Json["id"])) { Code = code, Arguments = [ActivityJson.Text(activity.Json["type"]) ?? "", activity.Version] });
        if (definition.Options.UsableAsActivity == true && await CheckNameAsync(definition, cancellationToken) is { } taken) findings.Add(taken);
        return findings;
    }

    private async Task<(string Code, string Problem, string Remedy)?> CheckAsync(WorkflowDefinition definition, ComposedActivity activity, CancellationToken cancellationToken)
    {
        var name = ActivityJson.Text(activity.Json["type"]);
        if (await FindAsync(activity, cancellationToken) is not { } used)
            return ("reference.missing", $"Expected the definition {activity.DefinitionId} version {activity.Version} that \"{name}\" runs, found none.", "Import it, or take the activity out.");
        if (used is { IsLatest: true, IsPublished: false })
            return ("reference.draft", $"Expected a version of \"{used.Name}\" that will not change, found the draft {used.Version}.", "Publish it first.");
        return await LeadsToAsync(used, definition.DefinitionId, [], cancellationToken)
            ? ("reference.circle", $"Expected \"{name}\" to run another workflow, found that it leads back to this one.", "Take it out.")
            : null;
    }

    private async Task<WorkflowDefinition?> FindAsync(ComposedActivity activity, CancellationToken cancellationToken)
    {
        if (activity.VersionId is { Length: > 0 } id && await store.FindDefinitionVersionAsync(id, cancellationToken) is { } named && named.DefinitionId == activity.DefinitionId) return named;
        return await store.FindDefinitionAsync(activity.DefinitionId, VersionOptions.SpecificVersion(activity.Version), cancellationToken);
    }

    private async Task<bool> LeadsToAsync(WorkflowDefinition from, string definitionId, HashSet<string> seen, CancellationToken cancellationToken)
    {
        if (from.DefinitionId == definitionId) return true;
        if (!seen.Add(from.Id)) return false;
        foreach (var activity in ComposedActivity.In(from))
            if (await FindAsync(activity, cancellationToken) is { } next && await LeadsToAsync(next, definitionId, seen, cancellationToken))
                return true;
        return false;
    }

    private async Task<DefinitionFinding?> CheckNameAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        if (DefinitionDescriber.TypeName(definition) is not { } type)
            return new DefinitionFinding("$.name", "Expected a name, because the definition is usable as an activity, found none.", "Give it one.") { Code = "reference.name-missing" };
        if (activities.IsInstalled(type))
            return new DefinitionFinding("$.name", $"Expected a name of its own, because the definition is usable as an activity, found that an activity is called \"{type}\" already.", "Give it another one.") { Code = "reference.name-taken", Arguments = [definition.Name ?? type] };
        var others = await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { UsableAsActivity = true, VersionOptions = VersionOptions.Published }, cancellationToken: cancellationToken);
        return others.Items.FirstOrDefault(x => x.DefinitionId != definition.DefinitionId && DefinitionDescriber.TypeName(x) == type) is { } other
            ? new DefinitionFinding("$.name", $"Expected a name of its own, because the definition is usable as an activity, found that {other.DefinitionId} is called \"{other.Name}\" already.", "Give it another one.") { Code = "reference.name-taken", Arguments = [definition.Name ?? type] }
            : null;
    }
}
