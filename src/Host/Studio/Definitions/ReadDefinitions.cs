using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>Reads definitions for the designer: lists without activities, one with them.</summary>
public sealed class ReadDefinitions(ReadDefinitionSummaries summaries, IWorkflowStore store, DefinitionView view)
{
    /// <summary>By name as Chinese readers sort it.</summary>
    private static readonly StringComparer ByName = StringComparer.Create(CultureInfo.GetCultureInfo("zh-CN"), ignoreCase: true);

    /// <summary>A page of versions; without a page size all of them. Without version options, and without ids, the latest of each.</summary>
    public async Task<PageOf<DefinitionSummaryView>> List(Caller caller, IQueryCollection query, CancellationToken cancellation = default)
    {
        var ids = Many(query["Ids"]);
        var filter = new WorkflowDefinitionFilter
        {
            Ids = ids,
            DefinitionIds = Many(query["DefinitionIds"]),
            MaterializerName = One(query["materializer"]),
            SearchTerm = One(query["SearchTerm"]),
            IsSystem = bool.TryParse(One(query["IsSystem"]), out var isSystem) ? isSystem : null,
            VersionOptions = VersionOptions.TryParse(One(query["versionOptions"]), out var version) ? version : ids is null ? VersionOptions.Latest : null,
        };
        var found = await summaries.Run(filter, cancellation);
        var sorted = One(query["OrderBy"])?.ToUpperInvariant() switch
        {
            "VERSION" => found.OrderBy(row => row.Version),
            "CREATED" or "CREATEDAT" => found.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal),
            _ => found.OrderBy(row => row.Name ?? "", ByName).ThenBy(row => row.DefinitionId, StringComparer.Ordinal).ThenBy(row => row.Version),
        };
        IEnumerable<DefinitionSummary> rows = One(query["OrderDirection"])?.StartsWith("Desc", StringComparison.OrdinalIgnoreCase) == true ? sorted.Reverse() : sorted;
        if (Number(query["PageSize"]) is { } size and > 0) rows = rows.Skip((Number(query["Page"]) ?? 0) * size).Take(size);
        var mayWrite = caller.MayDesign();
        return new PageOf<DefinitionSummaryView>([.. rows.Select(row => DefinitionSummaryView.Of(row, mayWrite))], found.Count, DefinitionLinks.OfList(mayWrite));
    }

    public async Task<JsonObject?> ByDefinitionId(Caller caller, string definitionId, string? versionOptions, CancellationToken cancellation = default) =>
        View(await store.FindDefinitionAsync(definitionId, VersionOptions.TryParse(versionOptions, out var version) ? version : VersionOptions.Latest, cancellation), caller);

    public async Task<JsonObject?> ById(Caller caller, string id, CancellationToken cancellation = default) => View(await store.FindDefinitionVersionAsync(id, cancellation), caller);

    public async Task<ListOf<JsonObject>> ManyById(Caller caller, IEnumerable<string?> ids, CancellationToken cancellation = default)
    {
        var found = await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { Ids = [.. ids.OfType<string>()] }, cancellationToken: cancellation);
        return new ListOf<JsonObject>([.. found.Items.Select(definition => view.Of(definition, caller.MayDesign()))]);
    }

    public async Task<ListOf<DefinitionSummaryView>> Versions(Caller caller, string definitionId, CancellationToken cancellation = default)
    {
        var found = await summaries.Run(new WorkflowDefinitionFilter { DefinitionId = definitionId }, cancellation);
        return new ListOf<DefinitionSummaryView>([.. found.OrderByDescending(row => row.Version).Select(row => DefinitionSummaryView.Of(row, caller.MayDesign()))]);
    }

    public async Task<int> Count(CancellationToken cancellation = default) =>
        (await summaries.Run(new WorkflowDefinitionFilter { VersionOptions = VersionOptions.Latest }, cancellation)).Count;

    private JsonObject? View(WorkflowDefinition? definition, Caller caller) => definition is null ? null : view.Of(definition, caller.MayDesign());

    private static string[]? Many(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 0 ? null : [.. values.OfType<string>().Where(value => value.Length > 0)];

    private static string? One(Microsoft.Extensions.Primitives.StringValues values) => values.ToString() is { Length: > 0 } text ? text : null;

    private static int? Number(Microsoft.Extensions.Primitives.StringValues values) => int.TryParse(One(values), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
