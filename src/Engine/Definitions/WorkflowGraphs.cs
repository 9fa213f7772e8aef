using System.Collections.Concurrent;

namespace Workflows.Engine.Definitions;

/// <summary>
/// The compiled graph of every version in use: compiled once, shared by all instances of the version. A published version never changes, so
/// its graph is found by id alone; a draft's is found by id and content, unless it runs other definitions, which may be drafts themselves.
/// </summary>
public sealed class WorkflowGraphs
{
    private readonly ConcurrentDictionary<string, Compiled> _graphs = new(StringComparer.Ordinal);

    /// <summary>The graph of a published version that was compiled before, or null.</summary>
    public WorkflowGraph? Find(string versionId) => _graphs.TryGetValue(versionId, out var compiled) && compiled.IsPublished ? compiled.Graph : null;

    public async Task<WorkflowGraph> GetAsync(WorkflowDefinition definition, Func<WorkflowDefinition, Task<WorkflowGraph>> compile)
    {
        if (_graphs.TryGetValue(definition.Id, out var known) && known.Content == definition.StringData && known.IsPublished == definition.IsPublished && (known.IsPublished || !known.Graph.HasComposedWorkflows)) return known.Graph;
        var compiled = new Compiled(await compile(definition), definition.StringData, definition.IsPublished);
        _graphs[definition.Id] = compiled;
        return compiled.Graph;
    }

    /// <summary>Forgets a version that changed or is gone.</summary>
    public void Forget(string versionId) => _graphs.TryRemove(versionId, out _);

    private sealed record Compiled(WorkflowGraph Graph, string? Content, bool IsPublished);
}
