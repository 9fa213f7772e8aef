using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Runtime.Entities;
using Elsa.Workflows.State;
using Workflows.Approvals;
using Workflows.Approvals.Audit;
using Workflows.Engine.Storage;
using Workflows.Persistence;

namespace Workflows.Host.Studio.Instances;

/// <summary>An instance as a file: its state, what it waits for, what its activities did, its journal.</summary>
internal sealed record InstanceFile(
    WorkflowState? WorkflowState, IReadOnlyList<StoredBookmark>? Bookmarks, IReadOnlyList<ActivityExecutionRecord>? ActivityExecutionRecords, IReadOnlyList<WorkflowExecutionLogRecord>? WorkflowExecutionLogRecords);

/// <summary>Writes instances as files.</summary>
internal sealed class ExportInstances(IWorkflowStore store)
{
    /// <summary>Null when there is no such instance.</summary>
    public async Task<byte[]?> One(string id, CancellationToken cancellation)
    {
        if (await store.FindInstanceAsync(id, cancellation) is not { } instance) return null;
        var file = new InstanceFile(
            instance.WorkflowState,
            await store.ListBookmarksAsync(new() { WorkflowInstanceId = id }, cancellation),
            await store.ListActivityExecutionsAsync(id, cancellationToken: cancellation),
            [.. (await store.ListJournalAsync(id, cancellationToken: cancellation)).Items]);
        return Encoding.UTF8.GetBytes(EngineJson.Serialize(file));
    }

    /// <summary>Those of the instances that exist, in one archive.</summary>
    public async Task<byte[]> Many(IEnumerable<string> ids, CancellationToken cancellation)
    {
        using var archive = new MemoryStream();
        await using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids.Distinct(StringComparer.Ordinal))
            {
                if (await One(id, cancellation) is not { } file) continue;
                await using var entry = await zip.CreateEntry(NameOf(id)).OpenAsync(cancellation);
                await entry.WriteAsync(file, cancellation);
            }
        }
        return archive.ToArray();
    }

    public static string NameOf(string id) => $"workflow-instance-{id}.json";
}

/// <summary>
/// Takes in instances from files. One that is here already stays as it is; one that still runs for a case or a call is refused, because its work items,
/// opinions and seals are not in the file; so is one of a version that is not here.
/// </summary>
internal sealed class ImportInstances(UnitOfWork unit, TimeProvider clock)
{
    /// <summary>Megabytes that the files of one archive may have unpacked.</summary>
    private const int MostMegabytes = 64;

    /// <summary>Files in one archive.</summary>
    private const int MostFiles = 500;

    /// <returns>How many were taken in; <c>instance.file</c>, <c>instance.version-unknown</c>, <c>instance.runs-elsewhere</c>.</returns>
    public async Task<Result<int>> Run(Caller caller, IEnumerable<IFormFile> files, CancellationToken cancellation = default)
    {
        var read = new List<(string Name, InstanceFile File)>();
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            var found = Path.GetExtension(file.FileName).Equals(".zip", StringComparison.OrdinalIgnoreCase) ? await Unpack(content, cancellation) : [(file.FileName, await Parse(content, cancellation))];
            foreach (var (name, one) in found)
            {
                if (one?.WorkflowState is not { Id.Length: > 0, DefinitionVersionId.Length: > 0 }) return new Refusal("instance.file", name);
                read.Add((name, one));
            }
        }
        return await unit.Run<int>(caller.AsDesigner(), (scope, token) => Take(scope, read, token), cancellation);
    }

    private async Task<Result<int>> Take(IServiceProvider scope, List<(string Name, InstanceFile File)> files, CancellationToken cancellation)
    {
        var store = scope.GetRequiredService<IWorkflowStore>();
        var definitions = scope.GetRequiredService<IWorkflowDefinitionService>();
        var taken = 0;
        foreach (var (name, file) in files)
        {
            var state = file.WorkflowState!;
            if (await store.FindInstanceAsync(state.Id, cancellation) is not null) continue;
            if (await definitions.FindWorkflowDefinitionAsync(state.DefinitionVersionId, cancellation) is null) return new Refusal("instance.version-unknown", name, state.DefinitionVersion, state.DefinitionId);
            if (state.Status == WorkflowStatus.Running && state.CorrelationId is { } correlation && (correlation.StartsWith("case:", StringComparison.Ordinal) || correlation.StartsWith("call:", StringComparison.Ordinal)))
                return new Refusal("instance.runs-elsewhere", name);

            store.SaveInstance(InstanceOf(state));
            foreach (var bookmark in file.Bookmarks ?? [])
                if (await store.FindBookmarkAsync(bookmark.Id, cancellation) is null) store.AddBookmark(bookmark);
            foreach (var record in file.ActivityExecutionRecords ?? []) store.SaveActivityExecution(record, isNew: true);
            store.AddJournal(file.WorkflowExecutionLogRecords ?? []);
            scope.GetRequiredService<CurrentActivity>().Set(state.Id, state.DefinitionId, state.DefinitionVersion, null);
            await scope.GetRequiredService<AuditTrail>().Write(Subject.Instance(state.Id), "instance.imported", new AuditDetail { After = state.SubStatus.ToString() }, cancellation);
            taken++;
        }
        return taken;
    }

    private WorkflowInstance InstanceOf(WorkflowState state) => new()
    {
        Id = state.Id, DefinitionId = state.DefinitionId, DefinitionVersionId = state.DefinitionVersionId, Version = state.DefinitionVersion, ParentWorkflowInstanceId = state.ParentWorkflowInstanceId,
        WorkflowState = state, Status = state.Status, SubStatus = state.SubStatus, CorrelationId = state.CorrelationId, Name = state.Name, IncidentCount = state.Incidents.Count, IsSystem = state.IsSystem,
        CreatedAt = state.CreatedAt == default ? clock.GetUtcNow() : state.CreatedAt, UpdatedAt = state.UpdatedAt == default ? clock.GetUtcNow() : state.UpdatedAt, FinishedAt = state.FinishedAt,
    };

    private static async Task<List<(string, InstanceFile?)>> Unpack(Stream content, CancellationToken cancellation)
    {
        try
        {
            // The archive is read from its end; the stream of a request refuses to look before its beginning, which is how a file that is no archive shows.
            using var whole = new MemoryStream();
            await content.CopyToAsync(whole, cancellation);
            await using var zip = await ZipArchive.CreateAsync(whole, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellation);
            if (zip.Entries.Count > MostFiles) return [("zip", null)];
            var (files, room) = (new List<(string, InstanceFile?)>(), MostMegabytes * 1024L * 1024);
            foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            {
                if ((room -= entry.Length) < 0) return [(entry.Name, null)];
                await using var one = await entry.OpenAsync(cancellation);
                files.Add((entry.Name, await Parse(one, cancellation)));
            }
            return files;
        }
        catch (InvalidDataException)
        {
            return [("zip", null)];
        }
    }

    private static async Task<InstanceFile?> Parse(Stream content, CancellationToken cancellation)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<InstanceFile>(content, EngineJson.Options, cancellation);
        }
        catch (Exception malformed) when (malformed is JsonException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
