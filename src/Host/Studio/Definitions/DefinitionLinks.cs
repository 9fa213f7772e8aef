using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>What may be done with definitions. Without the link <c>publish</c> the designer opens a chart for reading only, without <c>bulk-publish</c> the whole list.</summary>
internal static class DefinitionLinks
{
    public static IReadOnlyList<Link> OfList(bool mayWrite)
    {
        const string bulk = "/bulk-actions";
        List<Link> links =
        [
            new("/workflow-definitions", "self", "GET"),
            new("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
            new("/workflow-definitions/query/count", "count", "GET"),
            new("/workflow-definitions/many-by-id", "many-by-id", "GET"),
        ];
        if (mayWrite)
        {
            links.AddRange([
                new($"{bulk}/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
                new($"{bulk}/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
                new($"{bulk}/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
                new($"{bulk}/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
                new("/workflow-definitions/import", "import", "POST"),
                new("/workflow-definitions/import-files", "import-files", "POST"),
                new("/workflow-definitions", "create", "POST"),
            ]);
        }
        return links;
    }

    public static IReadOnlyList<Link> OfOne(string definitionId, string id, bool mayWrite)
    {
        var one = $"/workflow-definitions/{Uri.EscapeDataString(definitionId)}";
        List<Link> links =
        [
            new(one, "self", "GET"),
            new($"/workflow-definitions/by-id/{Uri.EscapeDataString(id)}", "self", "GET"),
            new($"{one}/versions", "versions", "GET"),
            new($"{one}/export", "export", "GET"),
        ];
        if (mayWrite)
        {
            links.AddRange([
                new($"{one}/bulk-dispatch", "bulk-dispatch", "POST"),
                new($"{one}/dispatch", "dispatch", "POST"),
                new($"{one}/execute", "execute", "POST"),
                new($"{one}/publish", "publish", "POST"),
                new($"{one}/retract", "retract", "POST"),
                new(one, "delete", "DELETE"),
                new($"{one}/import", "import", "PUT"),
                new($"{one}/update-references", "update-references", "POST"),
            ]);
        }
        return links;
    }
}

/// <summary>A version of a definition as lists show it.</summary>
public sealed record DefinitionSummaryView(
    IReadOnlyList<Link> Links, bool IsMaterializerAvailable, string Id, string DefinitionId, string? Name, string? Description, int Version, bool IsLatest, bool IsPublished,
    string MaterializerName, DateTimeOffset CreatedAt, bool IsReadonly)
{
    public static DefinitionSummaryView Of(DefinitionSummary row, bool mayWrite) => new(
        DefinitionLinks.OfOne(row.DefinitionId, row.Id, mayWrite && !row.IsReadonly), true, row.Id, row.DefinitionId, row.Name, row.Description, row.Version, row.IsLatest, row.IsPublished,
        row.MaterializerName, row.CreatedAt, row.IsReadonly || !mayWrite);
}
