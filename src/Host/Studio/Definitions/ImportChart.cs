using System.IO.Compression;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Definitions;
using Workflows.Engine.Serialization;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Definitions;

/// <summary>
/// Takes over a chart from a file: one of ours, or one that an official Elsa server exported. It becomes the draft of its definition, never a published
/// version; what this installation does not know is kept and shown as missing. Of several files all come in or none.
/// </summary>
public sealed class ImportChart(UnitOfWork unit, MalformedChart malformed)
{
    /// <summary>Files in one archive.</summary>
    public const int MostFiles = 500;

    /// <summary>Bytes of one definition, unpacked.</summary>
    public const int MostBytes = 10_000_000;

    /// <summary>Bytes of all definitions of one archive, unpacked.</summary>
    private const int MostTogether = 50_000_000;

    /// <param name="definitionId">The definition it becomes a version of; null: the one that the file names.</param>
    public Task<Result<JsonObject>> Run(Caller caller, JsonObject json, string? definitionId = null, CancellationToken cancellation = default) =>
        unit.Run<JsonObject>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                if (definitionId is not null) json["definitionId"] = definitionId;
                var imported = await Import(scope, json, token);
                return imported.Refusal is { } refusal ? refusal : scope.GetRequiredService<DefinitionView>().Of(imported.Value, mayWrite: true);
            },
            cancellation);

    /// <summary>JSON files, and archives of them.</summary>
    /// <returns>How many definitions came in.</returns>
    public async Task<Result<int>> Files(Caller caller, IReadOnlyList<(string Name, byte[] Content)> files, CancellationToken cancellation = default)
    {
        var models = new List<JsonObject>();
        foreach (var (name, content) in files)
        {
            var read = IsArchive(content) ? Unpack(name, content) : [(name, content)];
            if (read is null) return malformed.Archive(name);
            foreach (var (each, text) in read)
            {
                var (model, refusal) = malformed.Read(each, System.Text.Encoding.UTF8.GetString(text).TrimStart('\uFEFF'));
                if (model is null) return refusal!;
                models.Add(model);
            }
        }
        if (models.Count == 0) return new Refusal("definition.no-file");

        return await unit.Run<int>(
            caller.AsDesigner(),
            async (scope, token) =>
            {
                foreach (var model in models)
                    if ((await Import(scope, (JsonObject)model.DeepClone(), token)).Refusal is { } refusal) return refusal;
                return models.Count;
            },
            cancellation);
    }

    private async Task<Result<WorkflowDefinition>> Import(IServiceProvider scope, JsonObject json, CancellationToken cancellation)
    {
        if (malformed.Check(json) is { } refusal) return refusal;
        var known = ActivityJson.Text(json["definitionId"]) is { Length: > 0 } id
            ? await scope.GetRequiredService<IWorkflowStore>().FindDefinitionAsync(id, VersionOptions.Latest, cancellation)
            : null;
        if (known?.IsReadonly == true) return new Refusal("definition.not-allowed", known.Name ?? known.DefinitionId);
        var definition = (await scope.GetRequiredService<SaveDefinition>().Run(json, publish: false, cancellation)).Definition;
        await scope.GetRequiredService<AuditTrail>().Write(
            Subject.Definition(definition.DefinitionId), "definition.imported", new AuditDetail { After = $"{definition.Name} v{definition.Version}" }, cancellation);
        return definition;
    }

    private static bool IsArchive(byte[] content) => content is [(byte)'P', (byte)'K', 3, 4, ..];

    /// <summary>A file of an archive; null if more comes out of it than there is room for, whatever the archive says.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry, int room)
    {
        if (entry.Length > room) return null;
        var (unpacked, buffer) = (new MemoryStream(), new byte[81920]);
        using var stream = entry.Open();
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (unpacked.Length + read > room) return null;
            unpacked.Write(buffer, 0, read);
        }
        return unpacked.ToArray();
    }

    /// <summary>The JSON files of an archive; null if it cannot be read or is larger than anybody exports.</summary>
    private static List<(string Name, byte[] Content)>? Unpack(string archive, byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostFiles) return null;
            var (files, room) = (new List<(string, byte[])>(), MostTogether);
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            {
                if (Unpack(entry, Math.Min(MostBytes, room)) is not { } unpacked) return null;
                room -= unpacked.Length;
                files.Add(($"{archive}/{entry.Name}", unpacked));
            }
            return files;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
