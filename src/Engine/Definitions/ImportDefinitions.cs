using System.Security.Cryptography;
using System.Text;
using Workflows.Engine.Definitions.Code;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Definitions;

/// <summary>What came of one file, or of one workflow written in C# (then named by its definition id): published now, known before, or refused with findings.</summary>
public sealed record ImportedFile(string File, string? DefinitionId, bool IsPublishedNow, IReadOnlyList<DefinitionFinding> Findings);

/// <summary>
/// Publishes the workflows written in C#, then the definitions of a folder: every <c>*.json</c> but those with a further ending (<c>x.form.json</c>, <c>x.scenario.json</c>). A
/// file whose content was published before is left alone, so that what an administrator changed since stays. A malformed file is reported
/// and left out; the others come in.
/// </summary>
public sealed class ImportDefinitions(IWorkflowStore store, SaveDefinition save, DefinitionActivities activities, IServiceProvider services)
{
    /// <summary><see cref="WorkflowDefinition.ProviderName"/> of what came from a file; <see cref="WorkflowDefinition.MaterializerContext"/> holds the hash of the file.</summary>
    public const string Provider = "Folder";

    public async Task<IReadOnlyList<ImportedFile>> Run(string folder, CancellationToken cancellationToken = default)
    {
        // What was stored before is known again: the registry of a new process has only the installed activities.
        await activities.RefreshAsync(cancellationToken);
        var imported = new List<ImportedFile>(await services.GetRequiredService<PublishCodeWorkflows>().Run(cancellationToken));
        foreach (var path in Files(folder)) imported.Add(await ImportAsync(path, cancellationToken));
        return imported;
    }

    public static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Where(path => !Path.GetFileNameWithoutExtension(path).Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [];

    private async Task<ImportedFile> ImportAsync(string path, CancellationToken cancellationToken)
    {
        var file = Path.GetFileName(path);
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        var (json, findings) = DefinitionReader.Read(text);
        if (json is null) return new ImportedFile(file, null, false, findings);

        var definitionId = ActivityJson.Text(json["definitionId"]) is { Length: > 0 } id ? id : Path.GetFileNameWithoutExtension(path);
        json["definitionId"] = definitionId;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var versions = await store.ListDefinitionsAsync(new WorkflowDefinitionFilter { DefinitionId = definitionId, VersionOptions = VersionOptions.All }, cancellationToken: cancellationToken);
        if (versions.Items.Any(version => version.ProviderName == Provider && version.MaterializerContext == hash)) return new ImportedFile(file, definitionId, false, []);

        var (definition, publication) = await save.Run(json, publish: true, cancellationToken);
        if (publication!.Succeeded)
        {
            (definition.ProviderName, definition.MaterializerContext) = (Provider, hash);
            store.SaveDefinition(definition);
        }

        return new ImportedFile(file, definitionId, publication.Succeeded, [.. publication.ValidationErrors.Select(error => new DefinitionFinding(error.ActivityId ?? "$", error.Message, "", error.ActivityId))]);
    }
}
