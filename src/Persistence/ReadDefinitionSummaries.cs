using Elsa.Workflows.Management.Filters;
using Microsoft.EntityFrameworkCore;
using Workflows.Persistence.EngineTables;

namespace Workflows.Persistence;

/// <summary>A version of a definition without its activities.</summary>
public sealed record DefinitionSummary(
    string Id, string DefinitionId, string? Name, string? Description, int Version, bool IsLatest, bool IsPublished, bool IsReadonly, string MaterializerName, DateTimeOffset CreatedAt);

/// <summary>Reads what a list of definitions shows: the columns, never the stored activities.</summary>
public sealed class ReadDefinitionSummaries(WorkflowsDb db)
{
    public async Task<IReadOnlyList<DefinitionSummary>> Run(WorkflowDefinitionFilter filter, CancellationToken cancellation = default) =>
        await db.Set<DefinitionRow>().AsNoTracking().Matching(filter).WithVersion(filter.VersionOptions)
            .Select(r => new DefinitionSummary(r.Id, r.DefinitionId, r.Name, r.Description, r.Version, r.IsLatest, r.IsPublished, r.IsReadonly, r.MaterializerName, r.CreatedAt))
            .ToListAsync(cancellation);
}
