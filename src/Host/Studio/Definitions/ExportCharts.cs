using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Filters;
using Workflows.Engine.Serialization;
using Workflows.Engine.Storage;

namespace Workflows.Host.Studio.Definitions;

/// <summary>A file to be saved by the reader.</summary>
/// <param name="PlainName">The same in ASCII, for those who read no other name.</param>
public sealed record ExportedFile(string Name, string PlainName, byte[] Content);

/// <summary>Writes charts as files that this program and an official Elsa server import: JSON for one, an archive of them for several.</summary>
public sealed class ExportCharts(IWorkflowStore store, DefinitionModel model, IWorkflowReferenceGraphBuilder references)
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    /// <summary>One version; with what uses it as an activity, as an archive.</summary>
    public async Task<ExportedFile?> One(string definitionId, string? versionOptions, bool withConsumers, CancellationToken cancellation = default)
    {
        var version = VersionOptions.TryParse(versionOptions, out var given) ? given : VersionOptions.Latest;
        if (await store.FindDefinitionAsync(definitionId, version, cancellation) is not { } found) return null;
        return withConsumers ? Archive([found, .. await Consumers([found], cancellation)]) : File(found);
    }

    /// <summary>Versions by their ids, as an archive. Ids of nothing are left out.</summary>
    public async Task<ExportedFile> Many(IReadOnlyList<string> ids, bool withConsumers, CancellationToken cancellation = default)
    {
        var found = (await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { Ids = [.. ids] }, cancellationToken: cancellation)).Items;
        return Archive(withConsumers ? [.. found, .. await Consumers(found, cancellation)] : found);
    }

    /// <summary>Whatever runs one of these as an activity, directly or by way of others, in its latest version.</summary>
    private async Task<IEnumerable<WorkflowDefinition>> Consumers(IEnumerable<WorkflowDefinition> definitions, CancellationToken cancellation)
    {
        var consumers = (await references.BuildGraphAsync(definitions.Select(each => each.DefinitionId), cancellation)).ConsumerDefinitionIds;
        if (consumers.Count == 0) return [];
        var found = await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { DefinitionIds = [.. consumers], VersionOptions = VersionOptions.Latest }, cancellationToken: cancellation);
        return found.Items;
    }

    private ExportedFile Archive(IEnumerable<WorkflowDefinition> definitions)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in definitions.DistinctBy(each => each.Id).OrderBy(each => each.DefinitionId, StringComparer.Ordinal).Select(File))
            {
                var entry = zip.CreateEntry(file.Name, CompressionLevel.Fastest);
                // The same charts make the same archive.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(file.Content);
            }
        }
        return new ExportedFile("workflow-definitions.zip", "workflow-definitions.zip", bytes.ToArray());
    }

    private ExportedFile File(WorkflowDefinition definition)
    {
        var json = new JsonObject { ["$schema"] = Schema };
        foreach (var (name, value) in model.Write(definition)) json.TryAdd(name, value?.DeepClone());
        var file = $"{definition.DefinitionId}-{definition.Id}.json";
        return new ExportedFile($"workflow-definition-{Slug(definition.Name)}-{file}", $"workflow-definition-{Plain(file)}", JsonSerializer.SerializeToUtf8Bytes(json, ElsaJson.Options));
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));

    /// <summary>The name as part of a file name.</summary>
    private static string Slug(string? name)
    {
        var slug = new StringBuilder();
        foreach (var c in (name ?? "").Trim().ToLowerInvariant()) slug.Append(char.IsLetterOrDigit(c) || c is '-' or '_' or '(' or ')' ? c : '-');
        return slug.ToString();
    }
}
