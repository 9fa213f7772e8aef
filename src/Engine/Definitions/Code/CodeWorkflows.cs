using Elsa.Workflows.Runtime.Options;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Definitions.Code;

/// <summary>The workflows written in C# that the program has.</summary>
internal sealed class CodeWorkflows(IOptions<RuntimeOptions> options, IWorkflowBuilderFactory builders, IServiceProvider services)
{
    /// <summary>All of them, built anew: a graph gives its activities ids, so every graph needs activities of its own.</summary>
    public async Task<IReadOnlyList<Workflow>> BuildAsync(CancellationToken cancellationToken = default)
    {
        var built = new List<Workflow>();
        foreach (var make in options.Value.Workflows.Values) built.Add(await builders.CreateBuilder().BuildWorkflowAsync(await make(services), cancellationToken));
        return [.. built.OrderBy(x => x.Identity.DefinitionId, StringComparer.Ordinal).ThenBy(x => x.Identity.Version)];
    }

    public async Task<Workflow?> FindAsync(string definitionId, int version, CancellationToken cancellationToken = default) =>
        (await BuildAsync(cancellationToken)).FirstOrDefault(x => x.Identity.DefinitionId == definitionId && x.Identity.Version == version);
}
